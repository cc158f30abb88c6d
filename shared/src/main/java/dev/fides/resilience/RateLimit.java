package dev.fides.resilience;

import java.time.Duration;
import java.util.Optional;

/** Limits the requests of one connection per second. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface RateLimit {

    /**
     * Takes a permit for one request.
     *
     * @param atMost the longest wait that is acceptable
     * @return how long to wait before using the permit; empty, and no permit taken, when it would be longer
     */
    Optional<Duration> reserve(Duration atMost);

    /** Takes a permit for one request, of those kept for urgent ones where it is urgent. */
    default Optional<Duration> reserve(Duration atMost, CallPriority priority) {
        return reserve(atMost);
    }

    /** The service asked for fewer requests. */
    default void overloaded() {}
}
