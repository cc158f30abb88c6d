package dev.fides.rest.call;

import dev.fides.model.Priority;
import dev.fides.resilience.CallPriority;
import dev.fides.resilience.CallRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does the requests of a store call side by side, with as many threads as the connection allows requests: callers queue
 * here, urgent work first, otherwise in order, instead of competing for the bulkhead. Idle threads end by themselves.
 */
public final class Parallel {

    /** What waits for a thread. */
    private static final class Work<R> extends FutureTask<R> implements Comparable<Work<?>> {
        private final Priority priority;
        private final long order;

        Work(Priority priority, Optional<String> run, long order, Supplier<R> work) {
            super(() -> CallRun.call(run, () -> CallPriority.call(priority, work)));
            this.priority = priority;
            this.order = order;
        }

        @Override
        public int compareTo(Work<?> other) {
            int urgentFirst = other.priority.compareTo(priority);
            return urgentFirst != 0 ? urgentFirst : Long.compare(order, other.order);
        }
    }

    private final AtomicLong order = new AtomicLong();
    private final ThreadPoolExecutor executor;

    public Parallel(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        executor =
                new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), factory);
        executor.allowCoreThreadTimeOut(true);
    }

    /** How many requests are made side by side. */
    public int threads() {
        return executor.getMaximumPoolSize();
    }

    /**
     * Does the work for every item.
     *
     * @param interrupted the result of an item whose end an interrupt did not let wait for; the interrupt stays set
     * @return the results in the order of the items
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> work, Function<T, R> interrupted) {
        if (items.size() == 1) {
            return List.of(work.apply(items.get(0)));
        }
        Priority priority = CallPriority.current();
        Optional<String> run = CallRun.current();
        List<Future<R>> futures = new ArrayList<>(items.size());
        for (T item : items) {
            Work<R> queued = new Work<>(priority, run, order.getAndIncrement(), () -> work.apply(item));
            executor.execute(queued);
            futures.add(queued);
        }
        List<R> results = new ArrayList<>(items.size());
        try {
            for (Future<R> future : futures) {
                results.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            items.subList(results.size(), items.size()).forEach(item -> results.add(interrupted.apply(item)));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
        return results;
    }
}
