package dev.fides.resilience;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a connection is used at present.
 *
 * @param since when it came into this status
 * @param until when requests are sent again, where they are held back
 * @param why the last error, where there was one
 */
public record CircuitState(Status status, Instant since, Optional<Instant> until, Optional<String> why) {
    public CircuitState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(why, "why");
    }

    /** What becomes of a request. */
    public enum Status {
        /** It is sent. */
        CLOSED,
        /** It is held back until the time the service asked for. */
        THROTTLED,
        /** It is held back, because too many failed. */
        OPEN,
        /** A few are sent, to see whether the service is back. */
        HALF_OPEN
    }
}
