package dev.fides.resilience;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A reason from outside this connection to hold its requests back: another instance found the service down, or an
 * operator closed it. Asked before every request, so it must answer from memory.
 */
@FunctionalInterface
public interface CircuitGate {

    /** For how long no request may be sent; empty when one may be, if only to try. Asking changes nothing. */
    Optional<Duration> closedFor();

    /** Whether what others know goes above what this process has seen: an operator wants it, or a trial is due. */
    default boolean overrules() {
        return false;
    }

    /** Why it is closed, for a person. */
    default String reason() {
        return "its circuit is open";
    }

    /** When an operator decided last about this connection: pauses that were asked for before are over. */
    default Optional<Instant> decidedAt() {
        return Optional.empty();
    }

    /** Lets one request pass, or not; a trial's end must be reported to {@link #tried}. */
    default Admission admit() {
        return closedFor().<Admission>map(Admission.Refused::new).orElseGet(Admission.Granted::new);
    }

    /** What came of the request that was let pass as a trial. */
    default void tried(Verdict verdict) {}

    /** A gate that is never closed. */
    static CircuitGate alwaysOpen() {
        return Optional::empty;
    }
}
