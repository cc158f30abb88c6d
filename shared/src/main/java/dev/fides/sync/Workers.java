package dev.fides.sync;

import dev.fides.bounds.ExpendableThreads;
import dev.fides.model.RetryableException;
import dev.fides.resilience.CallRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does work on all cores. */
public final class Workers {

    /** Below this many items, handing them to several threads costs more than it saves. */
    private static final int SMALL = 64;

    private final Executor executor;
    private final int cores;
    private final Optional<ExpendableThreads> threads;

    /**
     * Workers that compute on the threads of those who ask, without a limit.
     *
     * @param executor with more threads than {@code cores}, because some of them wait for a host
     * @param cores into how many slices work is cut
     */
    public Workers(Executor executor, int cores) {
        this(executor, cores, Optional.empty());
    }

    /** @param threads where records are worked on */
    public Workers(Executor executor, int cores, ExpendableThreads threads) {
        this(executor, cores, Optional.of(threads));
    }

    private Workers(Executor executor, int cores, Optional<ExpendableThreads> threads) {
        this.executor = executor;
        this.cores = cores;
        this.threads = threads;
    }

    /**
     * Applies a function to every item; the results are in the items' order.
     *
     * @param function must do nothing but compute: what takes too long is given up, and computed again
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> function) {
        if (items.size() < SMALL || cores == 1) {
            return compute(items, function);
        }
        int slice = (items.size() + cores - 1) / cores;
        List<Future<List<R>>> slices = new ArrayList<>();
        int last = (items.size() - 1) / slice * slice;
        for (int from = 0; from < last; from += slice) {
            List<T> part = items.subList(from, from + slice);
            slices.add(start(() -> compute(part, function)));
        }
        List<R> own = compute(items.subList(last, items.size()), function);
        List<R> results = new ArrayList<>(items.size());
        slices.forEach(part -> results.addAll(await(part)));
        results.addAll(own);
        return results;
    }

    private <T, R> List<R> compute(List<T> items, Function<T, R> function) {
        if (items.isEmpty()) {
            return List.of();
        }
        return threads.map(present -> present.map(items, function))
                .orElseGet(() -> items.stream().map(function).toList());
    }

    /** Starts something beside the caller's own work. */
    public <T> Future<T> start(Supplier<T> work) {
        Optional<String> run = CallRun.current();
        return CompletableFuture.supplyAsync(() -> CallRun.call(run, work), executor);
    }

    /** The result of something started; its failure is thrown as it was. */
    public static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new RetryableException("the app is being stopped", e);
        } catch (ExecutionException e) {
            Throwable cause =
                    e.getCause() instanceof CompletionException c && c.getCause() != null ? c.getCause() : e.getCause();
            if (cause instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }
}
