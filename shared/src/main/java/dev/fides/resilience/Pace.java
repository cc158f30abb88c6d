package dev.fides.resilience;

import dev.fides.model.Doubling;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How time passes for calls, and how much of it one call may spend waiting at a time.
 *
 * @param firstBackoff upper bound of the wait before the second attempt, doubled for each further one
 * @param maxWait no single wait (for a permit, a free place, or the next attempt) is longer; what would need more is
 *     handed back to the caller, whose message can wait without a thread
 */
public record Pace(Clock clock, Sleeper sleeper, RandomGenerator random, Duration firstBackoff, Duration maxWait) {
    public Pace {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(firstBackoff, "firstBackoff");
        Objects.requireNonNull(maxWait, "maxWait");
    }

    /** Real time, waits from 200 ms to 10 s. */
    public static Pace real(Clock clock, RandomGenerator random) {
        return new Pace(clock, Sleeper.real(), random, Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    /**
     * The wait after an attempt: exponential with full jitter, on top of what the service asked for.
     *
     * @param attempt the attempt that failed, from 1
     * @return empty when the service asked for a longer wait than is acceptable
     */
    Optional<Duration> backoff(int attempt, Optional<Duration> retryAfter) {
        Duration asked = retryAfter.orElse(Duration.ZERO);
        if (asked.compareTo(maxWait) > 0) {
            return Optional.empty();
        }
        long bound = Doubling.wait(firstBackoff, attempt - 1, maxWait).toMillis();
        Duration wait = asked.plusMillis(random.nextLong(bound + 1));
        return Optional.of(wait.compareTo(maxWait) > 0 ? maxWait : wait);
    }
}
