package dev.fides.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.target.InvalidDocument;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A target in memory, which gives the ids where a write brings none. */
final class FakeTarget implements TargetStore {

    private static final int PAGE_SIZE = 10;

    private final Map<String, JsonNode> documents = new TreeMap<>();
    private final Map<String, RecordKey> keys = new TreeMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> refusedForEver = new HashSet<>();
    private int errors;
    private boolean caseIgnored;
    private final Set<String> failing = new HashSet<>();
    private int failures;
    private final List<TargetWrite> log = new ArrayList<>();
    private final Deque<Consumer<TargetWrite>> interruptions = new ArrayDeque<>();
    private Consumer<TargetWrite> beforeEach = write -> {};
    private Runnable moment = () -> {};
    private boolean down;
    private int unknownAfterApplying;
    private int unknownWithoutApplying;
    private int given;
    private final Map<String, String> givenByIdempotencyKey = new TreeMap<>();
    private boolean honoursIdempotencyKeys;
    private OptionalLong announced = OptionalLong.empty();
    private int others;
    private int listed = Integer.MAX_VALUE;
    private boolean listable;
    private final Map<String, Boolean> garbled = new TreeMap<>();

    /** From now on it can be listed. */
    synchronized void listable() {
        listable = true;
    }

    synchronized void refuse(String key) {
        refused.add(key);
    }

    /** From now on the target fails at this document, as by status 500. */
    synchronized void failAt(String key) {
        failing.add(key);
    }

    /** How often it failed at a document. */
    synchronized int failures() {
        return failures;
    }

    synchronized void accept(String key) {
        if (!refusedForEver.contains(key)) {
            refused.remove(key);
        }
        failing.remove(key);
    }

    synchronized void acceptAll() {
        refused.clear();
        refused.addAll(refusedForEver);
        errors = 0;
    }

    /** Refuses a record, whatever is accepted later. */
    synchronized void refuseForEver(String key) {
        refusedForEver.add(key);
        refused.add(key);
    }

    synchronized boolean refuses(RecordKey key) {
        return refused.contains(key.value());
    }

    /** The next writes get an answer that says success and holds an error, and are not applied. */
    synchronized void answerWithError(int writes) {
        errors = writes;
    }

    /** From now on ids that differ only in case name the same document. */
    synchronized void ignoreCase() {
        caseIgnored = true;
    }

    /** The form in which an id is stored. */
    synchronized String stored(String id) {
        return caseIgnored ? id.toLowerCase(Locale.ROOT) : id;
    }

    /** From now on a create is answered as the first one with its idempotency key was, and does nothing more. */
    synchronized void honourIdempotencyKeys() {
        honoursIdempotencyKeys = true;
    }

    synchronized void down() {
        down = true;
    }

    synchronized void up() {
        down = false;
    }

    /** The next writes are applied, but their answers are lost. */
    synchronized void loseAnswers(int writes) {
        unknownAfterApplying = writes;
    }

    /** The next writes are not applied, and nobody can tell. */
    synchronized void loseRequests(int writes) {
        unknownWithoutApplying = writes;
    }

    /** Does something just before the next write is applied: what others do in between. */
    synchronized void beforeNextWrite(Consumer<TargetWrite> interruption) {
        interruptions.add(interruption);
    }

    /** Does something before every call takes effect, and after every write did: what others do meanwhile. */
    /** So many documents on the last page belong to somebody else. */
    synchronized void share(int documents) {
        others = documents;
    }

    synchronized void atEveryMoment(Runnable action) {
        moment = action;
    }

    /** Sees every write that is about to be applied. */
    synchronized void watch(Consumer<TargetWrite> watcher) {
        beforeEach = watcher;
    }

    /** Something wrote to the target behind Fides' back. */
    synchronized void overwrite(String id, RecordKey key, JsonNode document) {
        documents.put(id, document);
        keys.put(id, key);
    }

    /** Lists only so many documents, but goes on telling how many there are. */
    synchronized void cutListing(int documentsListed) {
        listed = documentsListed;
    }

    /** Says that there are so many documents, however many it lists. */
    synchronized void announce(long total) {
        announced = OptionalLong.of(total);
    }

    /** From now on it lists this document so that nobody can read it. */
    synchronized void garble(String id, boolean keyReadable) {
        garbled.put(id, keyReadable);
    }

    synchronized Map<String, JsonNode> documents() {
        return new TreeMap<>(documents);
    }

    synchronized List<TargetWrite> writes() {
        return List.copyOf(log);
    }

    synchronized void forgetWrites() {
        log.clear();
    }

    @Override
    public synchronized TargetTraits traits() {
        return new TargetTraits(listable, true, "put");
    }

    @Override
    public List<WriteResult> write(List<TargetWrite> writes) {
        List<WriteResult> results = new ArrayList<>();
        for (TargetWrite write : writes) {
            Consumer<TargetWrite> interruption;
            synchronized (this) {
                interruption = interruptions.poll();
            }
            if (interruption != null) {
                interruption.accept(write);
            }
            results.add(one(write));
        }
        return results;
    }

    private synchronized WriteResult one(TargetWrite write) {
        moment.run();
        if (down) {
            return new WriteResult.Unavailable("the target is down", Optional.empty());
        }
        if (refused.contains(write.key().value())) {
            return new WriteResult.Refused(422, "the target refuses " + write.key());
        }
        if (errors > 0) {
            errors--;
            return new WriteResult.Refused(200, "the target answered with an error");
        }
        if (failing.contains(write.key().value())) {
            failures++;
            return new WriteResult.Unknown("status 500 for " + write.key());
        }
        if (unknownWithoutApplying > 0) {
            unknownWithoutApplying--;
            return new WriteResult.Unknown("no answer");
        }
        log.add(write);
        beforeEach.accept(write);
        Optional<String> id = apply(write);
        moment.run();
        if (unknownAfterApplying > 0) {
            unknownAfterApplying--;
            return new WriteResult.Unknown("the answer is lost");
        }
        return new WriteResult.Confirmed(id);
    }

    private Optional<String> apply(TargetWrite write) {
        if (write instanceof TargetWrite.Delete delete) {
            documents.remove(stored(delete.id()));
            keys.remove(stored(delete.id()));
            return Optional.empty();
        }
        TargetWrite.Put put = (TargetWrite.Put) write;
        if (put.id().isEmpty() && honoursIdempotencyKeys && givenByIdempotencyKey.containsKey(put.idempotencyKey())) {
            return Optional.of(givenByIdempotencyKey.get(put.idempotencyKey()));
        }
        String id = put.id().map(this::stored).orElseGet(() -> "t" + ++given);
        givenByIdempotencyKey.putIfAbsent(put.idempotencyKey(), id);
        documents.put(id, put.document());
        keys.put(id, put.key());
        return put.id().isPresent() ? Optional.empty() : Optional.of(id);
    }

    @Override
    public synchronized TargetPage list(Optional<String> cursor) {
        if (down) {
            throw new RetryableException("the target is down", null);
        }
        List<TargetDocument> all = new ArrayList<>();
        documents.forEach((id, document) -> all.add(new TargetDocument(keys.get(id), id, document)));
        int end = Math.min(all.size(), listed);
        int from = Math.min(cursor.map(Integer::parseInt).orElse(0), end);
        int to = Math.min(from + PAGE_SIZE, end);
        Optional<String> next = to < end ? Optional.of(Integer.toString(to)) : Optional.empty();
        List<InvalidDocument> invalid = new ArrayList<>();
        List<TargetDocument> readable = new ArrayList<>();
        for (TargetDocument document : all.subList(from, to)) {
            Boolean keyReadable = garbled.get(document.id());
            if (keyReadable == null) {
                readable.add(document);
            } else {
                Optional<RecordKey> key = keyReadable ? Optional.of(document.key()) : Optional.empty();
                invalid.add(new InvalidDocument(readable.size() + invalid.size() + 1, key, "found NaN", "{...}"));
            }
        }
        return new TargetPage(
                readable,
                invalid,
                next.isPresent() ? 0 : others,
                next,
                announced.isPresent() ? announced : OptionalLong.of(all.size() + others));
    }

    @Override
    public Optional<TargetRequest> preview(TargetWrite write) {
        String method = write instanceof TargetWrite.Put put
                ? (put.expectation() == TargetWrite.Expectation.EXISTS ? "UPDATE" : "CREATE")
                : "DELETE";
        return Optional.of(new TargetRequest(method, "fake:" + write.key(), Map.of(), Optional.empty()));
    }

    @Override
    public synchronized Optional<String> find(RecordKey key) {
        moment.run();
        if (down) {
            throw new RetryableException("the target is down", null);
        }
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().equals(key))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
