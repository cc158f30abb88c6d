package dev.fides.engine;

import dev.fides.resilience.Sleeper;
import dev.fides.sync.Backoff;
import dev.fides.sync.EngineEnvironment;
import java.time.Duration;

/**
 * Gives messages back that could not be dealt with, but not at once: a queue delivers them again immediately, and a fault
 * that lasts a minute would use up every delivery of a message and make a dead letter of it.
 */
final class ReturnedMessages {

    /** A place that waits works on nothing else; with this, a thousand deliveries last eight hours. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Backoff backoff;
    private final Sleeper pause;

    ReturnedMessages(EngineEnvironment around) {
        this.backoff = new Backoff(around.random());
        this.pause = around.pause();
    }

    /**
     * Does the work of a message; what it throws is thrown after a wait.
     *
     * @param deliveryCount 1 for the first delivery
     */
    void slowly(int deliveryCount, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            hold(deliveryCount);
            throw e;
        }
    }

    private void hold(int deliveryCount) {
        Duration wait = backoff.wait(Math.max(0, deliveryCount - 1));
        try {
            pause.sleep(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
