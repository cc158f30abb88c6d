package dev.fides.sync;

import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is stored of the records being worked on, and under which version, claims included. */
final class Versions {

    private final Map<RecordKey, StoredState> stored;
    private final Map<RecordKey, String> claims = new HashMap<>();

    Versions(Map<RecordKey, StoredState> stored) {
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

    void claimed(RecordKey key, String etag) {
        claims.put(key, etag);
    }

    boolean isClaimed(RecordKey key) {
        return claims.containsKey(key);
    }
}
