package dev.fides.resilience;

import dev.fides.model.Priority;
import java.time.Duration;
import java.util.Optional;

/** Limits the requests of one connection per second. Implementations are safe for use by several threads. */
public interface RateLimit {

    /**
     * Takes a permit for one request, of those kept for urgent ones where it is urgent.
     *
     * @param atMost the longest wait that is acceptable
     * @return how long to wait before using the permit; empty, and no permit taken, when it would be longer
     */
    Optional<Duration> reserve(Duration atMost, Priority priority);

    /** Takes a permit for one request that is not urgent. */
    default Optional<Duration> reserve(Duration atMost) {
        return reserve(atMost, Priority.NORMAL);
    }

    /** Whether there are no permits because this instance has no share of the limit yet, but can expect one in seconds. */
    boolean expectsShare();

    /** The service asked for fewer requests. */
    void overloaded();
}
