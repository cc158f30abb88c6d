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
 * @param longestPause no pause that a service asks for is longer
 */
public record Pace(
        Clock clock,
        Sleeper sleeper,
        RandomGenerator random,
        Duration firstBackoff,
        Duration maxWait,
        Duration longestPause) {

    /** As long as a circuit stays open at most: who asks for more mostly means something else. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    public Pace {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(firstBackoff, "firstBackoff");
        Objects.requireNonNull(maxWait, "maxWait");
        Objects.requireNonNull(longestPause, "longestPause");
    }

    /** With the usual longest pause. */
    public Pace(Clock clock, Sleeper sleeper, RandomGenerator random, Duration firstBackoff, Duration maxWait) {
        this(clock, sleeper, random, firstBackoff, maxWait, LONGEST_PAUSE);
    }

    /** Real time, waits from 200 ms to 10 s. */
    public static Pace real(Clock clock, RandomGenerator random) {
        return new Pace(clock, Sleeper.real(), random, Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    /** The same pace, with another longest pause. */
    public Pace withLongestPause(Duration pause) {
        return new Pace(clock, sleeper, random, firstBackoff, maxWait, pause);
    }

    /** A pause that a service asked for, no longer than is acceptable. */
    Duration bounded(Duration pause) {
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
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
