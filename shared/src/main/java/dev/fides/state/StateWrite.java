package dev.fides.state;

import java.util.Objects;
import java.util.Optional;

/**
 * A state to be stored.
 *
 * @param state with a {@code writeId} of its own
 * @param expected the ETag that must still be stored; empty when no state may exist
 */
public record StateWrite(SyncState state, Optional<String> expected) {
    public StateWrite {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(expected, "expected");
    }
}
