package dev.fides.sync;

import dev.fides.model.Doubling;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long changes that could not be published wait before they are sent again. */
public final class Backoff {

    /** The first wait: shorter ones only repeat what just failed. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    /** The longest wait: after an outage everything moves again within this time. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration LONGEST_JITTER = Duration.ofSeconds(30);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Lets those who wait for the same moment come back one after the other. */
    public Duration jitter(Duration wait) {
        long longest = Math.max(FIRST.toMillis(), Math.min(wait.toMillis() / 4, LONGEST_JITTER.toMillis()));
        return Duration.ofMillis(random.nextLong(longest + 1));
    }

    /** Doubles with every attempt; the upper half is random, so that lanes do not come back all at once. */
    public Duration wait(int attemptsBefore) {
        long longest = Doubling.wait(FIRST, attemptsBefore, LONGEST).toMillis();
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
