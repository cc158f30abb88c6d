package dev.fides.local.chaos;

import dev.fides.local.demo.Counters;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides which requests of one proxy are disturbed, and how: at random, from a seed. May be used from any thread. */
final class FaultPlan {

    private static final double SHARE = 0.12;
    private static final Duration LONGEST_BURST = Duration.ofMillis(2_500);

    private final RandomGenerator random;
    private final Counters tally;
    private boolean on;
    private long burstUntil = System.nanoTime();
    private ProxyFault burst = ProxyFault.BURST_503;

    /** @param tally counts each fault under its title */
    FaultPlan(RandomGenerator random, Counters tally) {
        this.random = random;
        this.tally = tally;
    }

    synchronized void turn(boolean nowOn) {
        on = nowOn;
        burstUntil = System.nanoTime();
    }

    /** What is done to the next request; counted. */
    synchronized Optional<ProxyFault> next() {
        if (!on) {
            return Optional.empty();
        }
        Optional<ProxyFault> fault = inBurst()
                ? Optional.of(burst)
                : Optional.of(random).filter(dice -> dice.nextDouble() < SHARE).map(ProxyFault::draw);
        fault.ifPresent(this::note);
        return fault;
    }

    private boolean inBurst() {
        return System.nanoTime() - burstUntil < 0;
    }

    private void note(ProxyFault fault) {
        tally.add(fault.title());
        if (fault.isBurst() && !inBurst()) {
            burst = fault;
            burstUntil = System.nanoTime()
                    + between(Duration.ofMillis(300), LONGEST_BURST).toNanos();
        }
    }

    /** A number from 0 up to below the bound. */
    synchronized int number(int bound) {
        return random.nextInt(bound);
    }

    /** A time between the two. */
    synchronized Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
