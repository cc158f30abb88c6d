package dev.fides.resilience;

import java.util.Locale;
import java.util.Objects;

/** One sync's connection to its host or its target. */
public record ConnectionId(String sync, Side side) {
    public ConnectionId {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(side, "side");
    }

    @Override
    public String toString() {
        return sync + "/" + side.name().toLowerCase(Locale.ROOT);
    }
}
