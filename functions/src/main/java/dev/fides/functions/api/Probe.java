package dev.fides.functions.api;

import dev.fides.model.FidesException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks whether a service answers; a look that hangs is waited for by all who ask, rather than repeated. */
final class Probe {

    private final String name;
    private final Runnable look;
    private final Executor threads;
    private Optional<FutureTask<?>> running = Optional.empty();

    Probe(String name, Runnable look) {
        this(name, look, task -> {
            Thread thread = new Thread(task, "health-" + name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    Probe(String name, Runnable look, Executor threads) {
        this.name = name;
        this.look = look;
        this.threads = threads;
    }

    String name() {
        return name;
    }

    /** Looks now, unless an earlier look is still under way. */
    synchronized void start() {
        if (running.filter(task -> !task.isDone()).isEmpty()) {
            FutureTask<?> task = new FutureTask<>(look, Optional.empty());
            running = Optional.of(task);
            threads.execute(task);
        }
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
