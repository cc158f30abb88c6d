package dev.fides.sync;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does something again and again beside work that takes an unknown time. */
@FunctionalInterface
public interface Heartbeat {

    /** Beats until it is stopped; a beat that is under way may end after that. */
    interface Beating extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins to beat.
     *
     * @param beat must not throw: after that there would be no more
     */
    Beating start(Duration every, Runnable beat);

    /** No beats: for work of which nobody waits for a sign of life. */
    static Heartbeat none() {
        return (every, beat) -> () -> {};
    }

    /** Beats on threads of its own, which end with the process. */
    static Heartbeat real() {
        AtomicInteger number = new AtomicInteger();
        // A beat waits for Cosmos DB: a second thread lets other steps live while one beat hangs.
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2, work -> {
            Thread thread = new Thread(work, "fides-heartbeat-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        return (every, beat) -> {
            ScheduledFuture<?> future =
                    threads.scheduleAtFixedRate(beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        };
    }
}
