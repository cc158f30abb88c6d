package dev.fides.local.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Things that are done again and again at random times, each in a thread of its own, until all are stopped. */
final class Actors implements AutoCloseable {

    /** Something to do once; any exception ends the whole suite. */
    @FunctionalInterface
    interface Act {
        void once() throws Exception;
    }

    private final ScheduledExecutorService threads;
    private final List<Future<?>> acting = new ArrayList<>();
    private volatile boolean stopped;

    Actors(int count) {
        threads = Executors.newScheduledThreadPool(count, work -> {
            var thread = new Thread(work, "chaos");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does it after a pause of between half and one and a half times {@code about}, and so on. */
    void add(Duration about, RandomGenerator random, Act act) {
        acting.add(threads.submit(() -> {
            while (!stopped) {
                long millis = about.toMillis();
                TimeUnit.MILLISECONDS.sleep(millis / 2 + random.nextLong(millis));
                if (!stopped) {
                    act.once();
                }
            }
            return null;
        }));
    }

    /** What went wrong with one of them, if anything did. */
    Optional<Throwable> failure() throws InterruptedException {
        for (Future<?> each : acting) {
            if (each.isDone()) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    return Optional.of(e.getCause());
                }
            }
        }
        return Optional.empty();
    }

    /** Waits for what is being done, and does nothing more. */
    void stop() throws InterruptedException, ExecutionException {
        stopped = true;
        for (Future<?> each : acting) {
            each.get();
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
    }
}
