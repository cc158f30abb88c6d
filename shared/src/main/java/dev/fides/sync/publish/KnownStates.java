package dev.fides.sync.publish;

import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is stored of the records being worked on, and under which version, claims included. */
final class KnownStates {

    private final Map<RecordKey, StoredState> stored;
    private final Map<RecordKey, String> claims = new HashMap<>();
    private final Set<RecordKey> creating = new HashSet<>();

    KnownStates(Map<RecordKey, StoredState> stored) {
        this.stored = stored;
    }

    Optional<StoredState> stored(RecordKey key) {
        return Optional.ofNullable(stored.get(key));
    }

    Optional<SyncState> state(RecordKey key) {
        return stored(key).map(StoredState::state);
    }

    /** The ETag that the next write must meet; empty when nothing may be stored. */
    Optional<String> expected(RecordKey key) {
        return Optional.ofNullable(claims.get(key)).or(() -> stored(key).map(StoredState::etag));
    }

    /** @param creates whether others now wait for a create at a target that gives the ids */
    void claimed(RecordKey key, String etag, boolean creates) {
        claims.put(key, etag);
        if (creates) {
            creating.add(key);
        }
    }

    /** Whether others wait for this create. */
    boolean isCreating(RecordKey key) {
        return creating.contains(key);
    }
}
