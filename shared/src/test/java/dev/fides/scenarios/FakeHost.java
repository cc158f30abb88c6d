package dev.fides.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.host.InvalidRecord;
import dev.fides.model.FidesException;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A host in memory: records {@code {"id":...,"value":...}} in order of their keys. */
public final class FakeHost implements HostStore {

    private final TreeMap<RecordKey, JsonNode> records = new TreeMap<>();
    private final Map<Integer, FidesException> brokenPages = new LinkedHashMap<>();
    private final int pageSize;
    private final Set<Integer> deadly = new HashSet<>();
    private Runnable moment = () -> {};
    private final Map<RecordKey, FidesException> unreadable = new LinkedHashMap<>();
    private boolean down;
    private boolean forgetful;
    private boolean forgetfulOfMany;
    private boolean lost;
    private final Map<RecordKey, JsonNode> listedAs = new LinkedHashMap<>();
    private Optional<String> oddEnd = Optional.empty();
    private final Set<RecordKey> hidden = new HashSet<>();
    private boolean brief;
    private boolean once;
    private boolean hints;
    private Duration lag = Duration.ZERO;
    private final Set<RecordKey> omitted = new HashSet<>();
    private Runnable beforeGet = () -> {};
    private final Map<RecordKey, Runnable> beforeGetOf = new LinkedHashMap<>();
    private final Map<Integer, Runnable> beforeListOf = new LinkedHashMap<>();
    private List<InvalidRecord> invalid = List.of();
    private final Map<Integer, List<HostRecord>> also = new LinkedHashMap<>();
    private OptionalLong announced = OptionalLong.empty();
    private int gets;
    private int mostAsked;
    private int lists;
    private int answered = Integer.MAX_VALUE;
    private final Map<Integer, Integer> nextPages = new LinkedHashMap<>();

    FakeHost(int pageSize) {
        this.pageSize = pageSize;
    }

    synchronized void put(String key, String value) {
        records.put(new RecordKey(key), body(key, value));
    }

    private static JsonNode body(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put("id", key).put("value", value);
    }

    synchronized void remove(String key) {
        records.remove(new RecordKey(key));
    }

    public synchronized void fill(int count) {
        for (int i = 0; i < count; i++) {
            put(String.format("k%04d", i), "v" + i);
        }
    }

    synchronized void down() {
        down = true;
    }

    /** Does something before every call is answered: what others do meanwhile. */
    synchronized void atEveryMoment(Runnable action) {
        moment = action;
    }

    synchronized void up() {
        down = false;
        forgetful = false;
        forgetfulOfMany = false;
        lost = false;
        unreadable.clear();
        brokenPages.clear();
    }

    synchronized void breakPage(int page, FidesException fault) {
        brokenPages.put(page, fault);
    }

    /** The process that reads this page dies. */
    public synchronized void killAt(int page) {
        deadly.add(page);
    }

    /** Answers 404 for every key, as a host behind a wrong address does. */
    synchronized void forgetEverything() {
        forgetful = true;
    }

    /** Answers 404 for every key when asked for several at once. */
    synchronized void forgetTogether() {
        forgetfulOfMany = true;
    }

    /** Answers 404 for a key that it goes on listing. */
    synchronized void hide(String key) {
        hidden.add(new RecordKey(key));
    }

    /** Ends its listing in a way that need not be its end. */
    synchronized void endOddly(String why) {
        oddEnd = Optional.of(why);
    }

    /** Says that its listing trails reads by key. */
    synchronized void trail(Duration by) {
        lag = by;
    }

    /** Says that listed records are only hints. */
    synchronized void listHints() {
        hints = true;
        brief = true;
    }

    /** Lists a record as it was. */
    synchronized void listAsOf(String key, String value) {
        listedAs.put(new RecordKey(key), body(key, value));
    }

    /** Has no records any more, listed or asked for, until it is up again. */
    synchronized void loseEverything() {
        lost = true;
    }

    /** Lists records without their member {@code detail}, which they have when asked for by key. */
    synchronized void listBriefly() {
        brief = true;
    }

    /** Says that no page but the first can be asked for again. */
    synchronized void listOnce() {
        once = true;
    }

    /** Does something before each question about a key. */
    synchronized void beforeGet(String key, Runnable interruption) {
        beforeGetOf.put(new RecordKey(key), interruption);
    }

    /** Does something once, before this page is read. */
    synchronized void beforeList(int page, Runnable interruption) {
        beforeListOf.put(page, interruption);
    }

    /** Does something before each question: what others do in between. */
    synchronized void beforeGet(Runnable interruption) {
        beforeGet = interruption;
    }

    /** From now on this record is left out of answers about several keys, as where an answer is cut short. */
    synchronized void omit(String key) {
        omitted.add(new RecordKey(key));
    }

    synchronized void unreadable(String key, FidesException fault) {
        unreadable.put(new RecordKey(key), fault);
    }

    synchronized void announce(long total) {
        announced = OptionalLong.of(total);
    }

    /** From now on an answer about many records holds only so many of them, as behind a limit that nobody told of. */
    synchronized void cutAnswers(int records) {
        answered = records;
    }

    /** From now on a page names this page as the next one, as a listing does that goes round. */
    synchronized void leadFrom(int page, int next) {
        nextPages.put(page, next);
    }

    /** Items without a usable key, on the first page. */
    synchronized void addInvalid(InvalidRecord item) {
        invalid = List.of(item);
    }

    /** Lists another record besides those it has. */
    synchronized void listAlso(int page, String key, String value) {
        also.computeIfAbsent(page, number -> new ArrayList<>())
                .add(new HostRecord(new RecordKey(key), body(key, value)));
    }

    synchronized Map<RecordKey, JsonNode> all() {
        return new TreeMap<>(records);
    }

    synchronized int gets() {
        return gets;
    }

    /** How many records it was asked for at once. */
    synchronized int mostAsked() {
        return mostAsked;
    }

    /** How many pages were asked for. */
    synchronized int lists() {
        return lists;
    }

    @Override
    public synchronized HostTraits traits() {
        return new HostTraits(!omitted.isEmpty() || answered < Integer.MAX_VALUE, lag, !hints, !once);
    }

    @Override
    public synchronized HostPage list(Optional<String> cursor) {
        lists++;
        moment.run();
        failIfDown("list");
        int page = cursor.map(Integer::parseInt).orElse(0);
        Optional.ofNullable(beforeListOf.remove(page)).ifPresent(Runnable::run);
        if (deadly.remove(page)) {
            throw new Killed();
        }
        if (brokenPages.containsKey(page)) {
            throw brokenPages.get(page);
        }
        List<RecordKey> keys = lost ? List.of() : new ArrayList<>(records.keySet());
        int from = Math.min(page * pageSize, keys.size());
        int to = Math.min(from + pageSize, keys.size());
        List<HostRecord> content = new ArrayList<>();
        keys.subList(from, to)
                .forEach(key -> content.add(new HostRecord(key, listedAs.getOrDefault(key, records.get(key)))));
        content.addAll(also.getOrDefault(page, List.of()));
        Optional<Integer> after = to < keys.size() ? Optional.of(page + 1) : Optional.empty();
        Optional<String> next =
                Optional.ofNullable(nextPages.get(page)).or(() -> after).map(String::valueOf);
        return new HostPage(
                content, page == 0 ? invalid : List.of(), next, announced, next.isEmpty() ? oddEnd : Optional.empty());
    }

    @Override
    public synchronized Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        moment.run();
        gets++;
        mostAsked = Math.max(mostAsked, keys.size());
        beforeGet.run();
        Map<RecordKey, HostReading> readings = new LinkedHashMap<>();
        for (RecordKey key : List.copyOf(keys)) {
            beforeGetOf.getOrDefault(key, () -> {}).run();
            JsonNode body = read(key);
            if (down) {
                readings.put(key, new HostReading.Failed(new RetryableException("the host is down", null)));
            } else if (unreadable.containsKey(key)) {
                readings.put(key, new HostReading.Failed(unreadable.get(key)));
            } else if (body == null
                    || forgetful
                    || lost
                    || hidden.contains(key)
                    || (forgetfulOfMany && keys.size() > 1)
                    || (keys.size() > 1 && omitted.contains(key))
                    || readings.size() >= answered) {
                readings.put(key, new HostReading.Absent());
            } else {
                readings.put(key, new HostReading.Present(new HostRecord(key, body)));
            }
        }
        return readings;
    }

    private JsonNode read(RecordKey key) {
        JsonNode body = records.get(key);
        return brief && body != null ? ((ObjectNode) body.deepCopy()).put("detail", "of " + key) : body;
    }

    /** Nothing of ours may catch it. */
    public static final class Killed extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    private void failIfDown(String operation) {
        if (down) {
            throw new RetryableException("the host is down: " + operation, null);
        }
    }
}
