package dev.fides.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same thing on several threads at once. */
public final class Race {
    private Race() {}

    /** What came of it, one answer for each runner. */
    public static <T> List<T> of(int runners, IntFunction<T> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            CyclicBarrier start = new CyclicBarrier(runners);
            List<Callable<T>> attempts = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int runner = i;
                attempts.add(() -> {
                    start.await();
                    return attempt.apply(runner);
                });
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(attempts)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
