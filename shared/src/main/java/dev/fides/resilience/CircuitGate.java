package dev.fides.resilience;

import java.time.Duration;
import java.util.Optional;

/**
 * A reason from outside this connection to hold its requests back: another instance found the service down, or an operator
 * paused it. Asked before every request, so it must answer from memory.
 */
@FunctionalInterface
public interface CircuitGate {

    /** For how long no request may be sent; empty when requests may be sent. */
    Optional<Duration> closedFor();

    /** A gate that is never closed. */
    static CircuitGate alwaysOpen() {
        return Optional::empty;
    }
}
