package dev.fides.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Spreads permits evenly over time at a rate that may change: the generic cell rate algorithm. Not safe for use by several
 * threads.
 */
final class Pacer {

    /** Permits that may come at once, as part of those of {@link RateShares#WINDOW}; makes up for pauses of the callers. */
    private static final double BURST = 0.03;

    /** Urgent work comes in batches too: so long after the last urgent call a share is kept for the next one. */
    private static final Duration URGENT_MEMORY = Duration.ofSeconds(15);

    /** Further ahead than any caller waits: the clock was set back. */
    private static final Duration FAR = Duration.ofMinutes(5);

    private Duration interval = Duration.ZERO;
    private Duration tolerance = Duration.ZERO;
    private Instant next = Instant.MIN;
    private Instant lastUrgent = Instant.MIN;

    /** @param permits per {@link RateShares#WINDOW}; more than 0 */
    void rate(double permits) {
        interval = Duration.ofNanos((long) Math.ceil(RateShares.WINDOW.toNanos() / permits));
        tolerance = interval.multipliedBy((long) (permits * BURST));
    }

    /** When the last permit that was given away is used at the latest. */
    Instant busyUntil() {
        return next;
    }

    /** Whether there was urgent work lately. */
    boolean urgentLately(Instant now) {
        return lastUrgent.isAfter(now.minus(URGENT_MEMORY));
    }

    /**
     * Takes a permit.
     *
     * @param until permits after this instant are not ours to give
     * @return how long to wait before using it; empty, and none taken, when there is none in time
     */
    Optional<Duration> reserve(Instant now, Duration atMost, Instant until, boolean urgent) {
        if (urgent) {
            lastUrgent = now;
        }
        next = sensible(next, now);
        Instant early = next.minus(tolerance);
        Instant at = early.isAfter(now) ? early : now;
        if (at.isAfter(until) || at.isAfter(now.plus(atMost))) {
            return Optional.empty();
        }
        next = next.plus(interval);
        return Optional.of(Duration.between(now, at));
    }

    private static Instant sensible(Instant planned, Instant now) {
        return planned.isBefore(now) || planned.isAfter(now.plus(FAR)) ? now : planned;
    }
}
