package dev.fides.sync.publish;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.json.Hashing;
import dev.fides.model.RecordKey;
import dev.fides.state.SyncState;
import dev.fides.sync.Sync;
import dev.fides.sync.decide.Decision;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The target writes of some decisions about different keys, sent together. */
final class TargetWrites {

    private final Sync sync;
    private final KnownStates states;
    private final BooleanSupplier late;
    private final List<TargetWrite> writes = new ArrayList<>();
    private final Map<RecordKey, Deque<String>> others = new LinkedHashMap<>();
    private final Set<RecordKey> begun = new HashSet<>();
    private final Map<RecordKey, WriteResult> answers = new LinkedHashMap<>();

    /** @param late whether it is too late to delete anything more */
    TargetWrites(Sync sync, KnownStates states, BooleanSupplier late) {
        this.late = late;
        this.sync = sync;
        this.states = states;
    }

    /** A document that replaces one of another id is confirmed only when that one is gone too. */
    void put(RecordKey key, Decision.Put put) {
        writes.add(write(sync, key, put, states.state(key)));
        others.put(key, new ArrayDeque<>(put.replaces()));
    }

    /** The write that brings a document, given what is stored of its record. */
    static TargetWrite.Put write(Sync sync, RecordKey key, Decision.Put put, Optional<SyncState> state) {
        return new TargetWrite.Put(
                key,
                put.id(),
                put.document(),
                put.exists() ? TargetWrite.Expectation.EXISTS : TargetWrite.Expectation.ABSENT,
                idempotencyKey(sync, key, put, state),
                put.exists() ? lost(put, state) : List.of());
    }

    /** What the document that the target confirmed last had, and this one lacks. */
    private static List<JsonPointer> lost(Decision.Put put, Optional<SyncState> state) {
        return state.flatMap(SyncState::published)
                .flatMap(published -> published.hashes().members())
                .map(members -> members.missingIn(put.document()))
                .orElse(List.of());
    }

    /** A create after a delete is another one than the first, also with the same content. */
    private static String idempotencyKey(Sync sync, RecordKey key, Decision.Put put, Optional<SyncState> state) {
        List<String> identity = new ArrayList<>(
                List.of(sync.name(), key.value(), put.hashes().content().text()));
        state.flatMap(SyncState::deletedAt).ifPresent(at -> identity.add(at.toString()));
        return Hashing.textHash(identity).text();
    }

    /**
     * A document that cannot be found is gone already.
     *
     * @throws dev.fides.model.FidesException when it has to be looked for and cannot be
     */
    void remove(RecordKey key, Decision.Remove remove) {
        Optional<String> id = remove.id().or(() -> sync.target().find(key));
        if (id.isPresent()) {
            writes.add(new TargetWrite.Delete(key, id.get()));
        } else {
            answers.put(key, new WriteResult.Confirmed(Optional.empty()));
        }
        others.put(key, new ArrayDeque<>(remove.others()));
    }

    /** Of a record none of whose documents is its own. */
    void nothing(RecordKey key) {
        answers.put(key, new WriteResult.Confirmed(Optional.empty()));
    }

    /** Sends everything, and returns what came of each key. */
    Map<RecordKey, WriteResult> answers() {
        send(writes);
        for (List<TargetWrite> next = nextOthers(); !next.isEmpty(); next = nextOthers()) {
            send(next);
        }
        return answers;
    }

    /** One more document of each key for which everything was confirmed so far. */
    private List<TargetWrite> nextOthers() {
        List<TargetWrite> next = new ArrayList<>();
        others.forEach((key, ids) -> {
            if (answers.get(key) instanceof WriteResult.Confirmed && !ids.isEmpty()) {
                begun.add(key);
                if (late.getAsBoolean()) {
                    answers.put(
                            key,
                            new WriteResult.Unavailable("its deletes were held up for too long", Optional.empty()));
                    return;
                }
                next.add(new TargetWrite.Delete(key, ids.poll()));
            }
        });
        return next;
    }

    /** The keys of which something was confirmed, though not everything: of these the target holds something new. */
    Set<RecordKey> begun() {
        return begun;
    }

    private void send(List<TargetWrite> toSend) {
        List<WriteResult> results = toSend.isEmpty() ? List.of() : sync.target().write(toSend);
        for (int i = 0; i < toSend.size(); i++) {
            answers.put(toSend.get(i).key(), results.get(i));
        }
    }
}
