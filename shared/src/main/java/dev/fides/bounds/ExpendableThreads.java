package dev.fides.bounds;

import dev.fides.model.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Threads for work on records that may never end. Each works through many items; whoever waits for them looks from time to
 * time whether they get on. A thread that works on one item for too long is asked to end it, then given up: the item is
 * done again on another thread, where {@link #call} answers that it took too long, and the others follow.
 *
 * <p>Time is counted in ticks of those who wait, so that a machine that stands still for a while blames nobody.
 */
public final class ExpendableThreads {

    /** A mapping of a record takes well under a millisecond; a thousand times that is no accident. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** So many looks make up the limit. */
    private static final int TICKS = 10;

    /** Ticks that a thread gets to end its item after it was asked to. */
    private static final int GRACE = 4;

    /** Hears of threads that are given up. Must not throw. */
    public interface Listener {
        void lost(LostThread thread);

        /** A thread that was given up ended after all. */
        void ended(LostThread thread);

        /** For a process that ends soon. */
        Listener NOBODY = new Listener() {
            @Override
            public void lost(LostThread thread) {}

            @Override
            public void ended(LostThread thread) {}
        };
    }

    private final Executor executor;
    private final Duration limit;
    private final Clock clock;
    private final Listener listener;
    private final Set<LostThread> lost = ConcurrentHashMap.newKeySet();

    /**
     * @param executor must give each task a thread of its own at once
     * @param limit after which the work on an item is ended
     */
    public ExpendableThreads(Executor executor, Duration limit, Clock clock, Listener listener) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the limit for an item: expected more than no time, found " + limit);
        }
        this.executor = executor;
        this.limit = limit;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Gives each task a thread of its own, as many as are needed at once, because one that hangs must not take the place
     * of another.
     *
     * @param name of the threads, before a number
     */
    public static Executor daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public Duration limit() {
        return limit;
    }

    /** The threads that were given up and have not ended. */
    public List<LostThread> lost() {
        return List.copyOf(lost);
    }

    /** How many of them worked for this owner. */
    public long lostOf(String owner) {
        return lost.isEmpty()
                ? 0
                : lost.stream().filter(thread -> thread.owner().equals(owner)).count();
    }

    /**
     * Does work that may take too long, on such a thread; at once where this is one.
     *
     * @param owner in whose name, such as a sync
     * @param item on what, such as a record's key
     * @param tooLong what it comes to when it takes too long
     */
    public <R> R call(String owner, String item, Supplier<R> work, Supplier<R> tooLong) {
        Slice<?, ?> slice = WorkLimit.current();
        if (slice == null) {
            return map(List.of(item), one -> call(owner, one, work, tooLong)).get(0);
        }
        if (WorkLimit.isGivenUp()) {
            return tooLong.get();
        }
        slice.isAbout(owner, item);
        R result = work.get();
        return WorkLimit.isOver() ? tooLong.get() : result;
    }

    /**
     * Applies a function to every item, on one of these threads at a time; the results are in the items' order.
     *
     * @param function must do nothing but compute: what takes too long is computed again
     * @throws IllegalStateException when an item took too long outside of {@link #call}
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> function) {
        List<R> results = new ArrayList<>(items.size());
        boolean lostOne = false;
        while (results.size() < items.size()) {
            Slice<T, R> slice = new Slice<>(items.subList(results.size(), items.size()), function, lostOne);
            executor.execute(slice);
            boolean ended = watch(slice);
            results.addAll(slice.results());
            if (ended) {
                slice.failure().ifPresent(ExpendableThreads::rethrow);
                return results;
            }
            if (lostOne && slice.results().isEmpty()) {
                throw new IllegalStateException("the work on " + slice.item() + " of " + slice.owner()
                        + " came to no end outside of what has a limit");
            }
            lostOne = true;
        }
        return results;
    }

    /** Waits for a slice; false when its thread had to be given up. */
    private boolean watch(Slice<?, ?> slice) {
        long tick = Math.max(1, limit.toMillis() / TICKS);
        int seen = -1;
        int ticks = 0;
        try {
            while (!slice.await(tick)) {
                int progress = slice.progress();
                ticks = progress == seen ? ticks + 1 : 0;
                seen = progress;
                if (progress < 0 || ticks < TICKS) {
                    continue;
                }
                slice.stop(progress);
                if (ticks >= TICKS + GRACE && giveUp(slice)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            giveUp(slice);
            Thread.currentThread().interrupt();
            throw new RetryableException("the app is being stopped", e);
        }
    }

    private boolean giveUp(Slice<?, ?> slice) {
        LostThread thread = new LostThread(slice.owner(), slice.item(), clock.instant());
        lost.add(thread);
        if (slice.giveUp(() -> ended(thread))) {
            listener.lost(thread);
            return true;
        }
        lost.remove(thread);
        return false;
    }

    private void ended(LostThread thread) {
        lost.remove(thread);
        listener.ended(thread);
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }
}
