package dev.fides.sync.publish;

import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is stored of the records being worked on, and under which version, claims included. */
final class KnownStates {

    private final Map<RecordKey, Optional<StoredState>> stored = new HashMap<>();
    private final Map<RecordKey, String> claims = new HashMap<>();
    private final Set<RecordKey> creating = new HashSet<>();

    /** @param keys that were read, also those of which nothing is stored */
    KnownStates(Collection<RecordKey> keys, Map<RecordKey, StoredState> stored) {
        keys.forEach(key -> learnt(key, Optional.ofNullable(stored.get(key))));
    }

    /** Whether it was read already. */
    boolean isKnown(RecordKey key) {
        return stored.containsKey(key);
    }

    /** Takes what is stored now. */
    void learnt(RecordKey key, Optional<StoredState> now) {
        stored.put(key, now);
        claims.remove(key);
    }

    Optional<StoredState> stored(RecordKey key) {
        return stored.getOrDefault(key, Optional.empty());
    }

    Optional<SyncState> state(RecordKey key) {
        return stored(key).map(StoredState::state);
    }

    /** The ETag that the next write must meet; empty when nothing may be stored. */
    Optional<String> expected(RecordKey key) {
        return Optional.ofNullable(claims.get(key)).or(() -> stored(key).map(StoredState::etag));
    }

    /** Others now wait for a create at a target that gives the ids. */
    void claimed(RecordKey key, String etag) {
        claims.put(key, etag);
        creating.add(key);
    }

    /** Whether others wait for this create. */
    boolean isCreating(RecordKey key) {
        return creating.contains(key);
    }
}
