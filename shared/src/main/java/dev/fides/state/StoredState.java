package dev.fides.state;

import java.util.Objects;

/**
 * A state with the version under which it is stored.
 *
 * @param etag opaque
 */
public record StoredState(SyncState state, String etag) {
    public StoredState {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(etag, "etag");
    }
}
