package dev.fides.sync;

import dev.fides.model.RetryableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Does work on all cores. */
public final class Workers {

    /** Below this many items, handing them to other threads costs more than it saves. */
    private static final int SMALL = 64;

    private final Executor executor;
    private final int cores;

    /**
     * @param executor with more threads than {@code cores}, because some of them wait for a host
     * @param cores into how many slices work is cut
     */
    public Workers(Executor executor, int cores) {
        this.executor = executor;
        this.cores = cores;
    }

    /** Applies a function to every item; the results are in the items' order. */
    public <T, R> List<R> map(List<T> items, Function<T, R> function) {
        if (items.size() < SMALL || cores == 1) {
            return items.stream().map(function).toList();
        }
        int slice = (items.size() + cores - 1) / cores;
        List<Future<List<R>>> slices = new ArrayList<>();
        int last = (items.size() - 1) / slice * slice;
        for (int from = 0; from < last; from += slice) {
            List<T> part = items.subList(from, from + slice);
            slices.add(start(() -> part.stream().map(function).toList()));
        }
        List<R> own = items.subList(last, items.size()).stream().map(function).toList();
        List<R> results = new ArrayList<>(items.size());
        slices.forEach(part -> results.addAll(await(part)));
        results.addAll(own);
        return results;
    }

    /** Starts something beside the caller's own work. */
    public <T> Future<T> start(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
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
