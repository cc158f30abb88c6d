package dev.fides.resilience;

import dev.fides.model.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spreads the permits of a second evenly: never more than those of 100 ms (at least one) at once, so that a limit of 50
 * does not become a burst of 50. This is the generic cell rate algorithm, for one process.
 */
public final class PacedRateLimit implements RateLimit {

    private static final Duration SLICE = Duration.ofMillis(100);
    /** Further ahead than any caller waits: the clock was set back. */
    private static final Duration FAR = Duration.ofMinutes(5);

    private final Clock clock;
    private final Duration interval;
    private final Duration tolerance;
    private Instant nextPermit = Instant.MIN;

    public PacedRateLimit(int requestsPerSecond, Clock clock) {
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException("a limit of " + requestsPerSecond + " requests per second");
        }
        this.clock = clock;
        this.interval = Duration.ofSeconds(1).dividedBy(requestsPerSecond);
        this.tolerance = interval.compareTo(SLICE) >= 0 ? Duration.ZERO : SLICE.minus(interval);
    }

    @Override
    public synchronized Optional<Duration> reserve(Duration atMost, Priority priority) {
        Instant now = clock.instant();
        if (nextPermit.isBefore(now) || nextPermit.isAfter(now.plus(FAR))) {
            nextPermit = now;
        }
        Duration early = Duration.between(now, nextPermit).minus(tolerance);
        Duration wait = early.isNegative() ? Duration.ZERO : early;
        if (wait.compareTo(atMost) > 0) {
            return Optional.empty();
        }
        nextPermit = nextPermit.plus(interval);
        return Optional.of(wait);
    }

    @Override
    public boolean expectsShare() {
        return false;
    }

    /** The limit stays as it is: the circuit and the pauses between attempts hold back enough of one process. */
    @Override
    public void overloaded() {}
}
