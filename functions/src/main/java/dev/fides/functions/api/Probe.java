package dev.fides.functions.api;

import dev.fides.model.FidesException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks whether a service answers. What was found counts for some seconds, and a look that hangs is waited for by all who
 * ask, rather than repeated: anybody may ask, and a look costs requests to the service.
 */
final class Probe {

    /** Those who ask for the health of an app do so every 5 s or less often. */
    static final Duration FRESH = Duration.ofSeconds(5);

    private final String name;
    private final Runnable look;
    private final InstantSource clock;
    private final Executor threads;
    private Optional<FutureTask<?>> running = Optional.empty();
    private volatile Instant looked = Instant.MIN;

    Probe(String name, Runnable look, InstantSource clock) {
        this(name, look, clock, task -> {
            Thread thread = new Thread(task, "health-" + name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    Probe(String name, Runnable look, InstantSource clock, Executor threads) {
        this.name = name;
        this.look = () -> {
            try {
                look.run();
            } finally {
                looked = clock.instant();
            }
        };
        this.clock = clock;
        this.threads = threads;
    }

    String name() {
        return name;
    }

    /** Looks now, unless an earlier look is still under way, or ended a moment ago. */
    synchronized void start() {
        if (running.filter(task -> !task.isDone() || isFresh()).isEmpty()) {
            FutureTask<?> task = new FutureTask<>(look, Optional.empty());
            running = Optional.of(task);
            threads.execute(task);
        }
    }

    private boolean isFresh() {
        Instant now = clock.instant();
        return !now.isBefore(looked) && Duration.between(looked, now).compareTo(FRESH) < 0;
    }

    /** What was wrong at the latest look; empty when the service answered within the time. */
    Optional<String> fault(Duration atMost) {
        try {
            latest().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + atMost.toSeconds() + " s");
        } catch (ExecutionException e) {
            // Only the messages of the project's own exceptions are known to hold nothing secret.
            return Optional.of(
                    e.getCause() instanceof FidesException known ? known.getMessage() : "failed unexpectedly");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while waiting");
        }
    }

    private synchronized FutureTask<?> latest() {
        return running.orElseThrow(() -> new IllegalStateException("the probe " + name + " was not started"));
    }
}
