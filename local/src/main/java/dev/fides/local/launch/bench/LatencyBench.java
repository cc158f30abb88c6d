package dev.fides.local.launch.bench;

import dev.fides.local.launch.machine.DemoMachine;
import dev.fides.local.launch.parts.LaunchException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How soon a change that the host tells of arrives at the target: idle, and while everything is published again. */
final class LatencyBench {

    private static final int IDLE_CHANGES = 60;

    private final DemoMachine demo;
    private final PrintStream out;

    LatencyBench(DemoMachine demo, PrintStream out) {
        this.demo = demo;
        this.out = out;
    }

    /** Expects that the target holds the mapped host, and makes sure that it does at the end. */
    void run() throws IOException {
        demo.sendEvents();
        var arrivals = new Arrivals(demo.services());
        List<Duration> idle = arrivals.measure(changes -> changes < IDLE_CHANGES);
        List<Duration> busy = duringReimport(arrivals);
        demo.services().host().control().sendNoEvents();
        demo.check();
        print("from a host change to the target            %8s  %8s  %8s", "p50", "p95", "max");
        print("  idle", idle);
        print("  while a reimport is being published", busy);
        print(
                "  a reimport makes it                         %6.1f x  %6.1f x  %6.1f x",
                ratio(busy, idle, 50), ratio(busy, idle, 95), ratio(busy, idle, 100));
    }

    /** From the first document that the reimport writes until its run has ended. */
    private List<Duration> duringReimport(Arrivals arrivals) throws IOException {
        var target = demo.services().target().control();
        target.resetCounters();
        return alongside(demo::runReimport, reimport -> {
            while (target.counter("writes") == 0 && !reimport.isDone()) {
                Arrivals.pause();
            }
            return arrivals.measure(changes -> !reimport.isDone());
        });
    }

    private interface Measuring {
        List<Duration> during(Future<?> work);
    }

    private static List<Duration> alongside(Callable<?> work, Measuring measuring) throws IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> running = thread.submit(work);
            List<Duration> measured = measuring.during(running);
            running.get();
            return measured;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LaunchException told) {
                throw told;
            }
            throw new IOException("The reimport failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            thread.shutdownNow();
        }
    }

    private void print(String phase, List<Duration> took) {
        print(
                "%-44s%6d ms %6d ms %6d ms  of %d changes",
                phase,
                percentile(took, 50).toMillis(),
                percentile(took, 95).toMillis(),
                percentile(took, 100).toMillis(),
                took.size());
    }

    private static double ratio(List<Duration> busy, List<Duration> idle, int percent) {
        return (double) percentile(busy, percent).toNanos()
                / Math.max(1, percentile(idle, percent).toNanos());
    }

    /** The smallest of the durations that so many percent of them do not exceed; zero when there are none. */
    static Duration percentile(List<Duration> durations, int percent) {
        if (durations.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (durations.size() * percent + 99) / 100;
        return durations.stream().sorted().toList().get(Math.max(0, rank - 1));
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
