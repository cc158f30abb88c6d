package dev.fides.sync.publish;

import dev.fides.config.TargetIds;
import dev.fides.model.RecordKey;
import dev.fides.state.IdOwner;
import dev.fides.state.SaveResult;
import dev.fides.state.Standing;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Who owns which target id, as is stored with the record whose key is that id. Whatever changes is staged first, and then
 * stored in one go, each state only if nobody else wrote it in between.
 *
 * <p>A worker reads the state of its record before that of its id, and whoever takes an id over writes the state of the id
 * before that of the former owner. So the former owner either sees that the id is no longer its own, or cannot store what
 * it wrote.
 */
final class IdOwners {

    private final Sync sync;
    private final SyncStateStore store;
    private final StateMaker maker;
    private final KnownStates known;
    private final Map<RecordKey, SyncState> staged = new LinkedHashMap<>();

    IdOwners(Sync sync, SyncStateStore store, StateMaker maker, KnownStates known) {
        this.sync = sync;
        this.store = store;
        this.maker = maker;
        this.known = known;
    }

    /** Whether ids are known before the write: a target that gives them gives each only once. */
    boolean apply() {
        return sync.definition().target().ids() instanceof TargetIds.InDocument;
    }

    /** The key of the state that says who owns an id. */
    RecordKey document(String id) {
        return sync.definition().target().ids().ownerKey(id);
    }

    /** Whether the target takes two ids for the same. */
    boolean isSame(String one, String other) {
        return sync.definition().target().ids().isSame(one, other);
    }

    /** Reads what is not known yet, in one request. */
    void read(Collection<RecordKey> keys) {
        List<RecordKey> missing =
                keys.stream().filter(key -> !known.isKnown(key)).distinct().toList();
        if (!missing.isEmpty()) {
            Map<RecordKey, StoredState> found = store.read(sync.name(), missing);
            missing.forEach(key -> known.learnt(key, Optional.ofNullable(found.get(key))));
        }
    }

    /** The owner of an id whose document was read; empty where nobody owns it. */
    Optional<IdOwner> owner(String id) {
        RecordKey document = document(id);
        Optional<SyncState> state = state(document);
        return state.flatMap(SyncState::idOwner)
                .or(() -> state.filter(record -> holds(record, document)).map(record -> IdOwner.of(document)));
    }

    private boolean holds(SyncState record, RecordKey document) {
        return !(record.standing() instanceof Standing.Deleted)
                && (record.targetId().map(this::document).equals(Optional.of(document))
                        || record.otherIds().stream()
                                .anyMatch(id -> document(id).equals(document)));
    }

    /** Whether somebody else owns an id. */
    boolean isOthers(String id, RecordKey key) {
        return owner(id).filter(owner -> !owner.key().equals(key)).isPresent();
    }

    /** Whether a record owns an id by a state that is not its own, and that must be released once it wants another id. */
    boolean isClaimed(String id, RecordKey key) {
        return !document(id).equals(key)
                && owner(id).filter(owner -> owner.key().equals(key)).isPresent();
    }

    /** What is stored, or is about to be. */
    Optional<SyncState> state(RecordKey key) {
        return Optional.ofNullable(staged.get(key)).or(() -> known.state(key));
    }

    /** Changes a state; one of which nothing is stored begins as that of an unknown record. */
    void stage(RecordKey key, UnaryOperator<SyncState> change) {
        SyncState before = state(key).orElseGet(() -> maker.unknown(key));
        staged.put(key, change.apply(maker.again(before)));
    }

    /** Says who owns an id. */
    void stageOwner(String id, Optional<IdOwner> owner) {
        stage(document(id), state -> state.withIdOwner(owner));
    }

    /**
     * Stores what was staged.
     *
     * @return the keys of the states that somebody else wrote in between
     * @throws dev.fides.model.RetryableException when the store gives no answer
     */
    Set<RecordKey> store() {
        List<SyncState> states = List.copyOf(staged.values());
        staged.clear();
        Set<RecordKey> lost = new HashSet<>();
        if (states.isEmpty()) {
            return lost;
        }
        List<StateWrite> writes = new ArrayList<>();
        states.forEach(state -> writes.add(new StateWrite(state, known.expected(state.key()))));
        List<SaveResult> results = store.save(writes);
        for (int i = 0; i < states.size(); i++) {
            SyncState state = states.get(i);
            if (results.get(i) instanceof SaveResult.Saved saved) {
                known.learnt(state.key(), Optional.of(new StoredState(state, saved.etag())));
            } else if (results.get(i) instanceof SaveResult.Failed failed) {
                throw failed.error();
            } else {
                lost.add(state.key());
            }
        }
        return lost;
    }

    /** Reads states again that somebody else wrote. */
    void readAgain(Collection<RecordKey> keys) {
        Map<RecordKey, StoredState> found = store.read(sync.name(), keys);
        keys.forEach(key -> known.learnt(key, Optional.ofNullable(found.get(key))));
    }
}
