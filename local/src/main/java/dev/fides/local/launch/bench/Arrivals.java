package dev.fides.local.launch.bench;

import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Changes records of the demo's host one after the other and takes the time until each shows in the target. The next
 * change does not wait for the last one to arrive: otherwise a pause would be seen by one change only and hide from the
 * percentiles.
 */
final class Arrivals {

    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Machine.DemoServices services;
    private final Set<Long> used = new HashSet<>();

    Arrivals(Machine.DemoServices services) {
        this.services = services;
    }

    /** A change that has not arrived. */
    private record Waiting(long id, String before, long changedAt) {}

    /**
     * Makes changes and waits for all of them.
     *
     * @param more whether to go on after so many changes
     * @return how long each took
     */
    List<Duration> measure(IntPredicate more) {
        var took = new ArrayList<Duration>();
        var waiting = new ArrayList<Waiting>();
        int changes = 0;
        long next = System.nanoTime();
        boolean goesOn = true;
        while (goesOn || !waiting.isEmpty()) {
            if (goesOn && System.nanoTime() - next >= 0) {
                goesOn = more.test(changes);
                if (goesOn) {
                    waiting.add(change());
                    changes++;
                    next += BETWEEN_CHANGES.toNanos();
                }
            }
            collect(waiting, took);
            pause();
        }
        return took;
    }

    /** Changes a record that the target has and that was not changed before. */
    private Waiting change() {
        while (true) {
            long id = services.host().control().pick(1).get(0);
            Optional<String> before = document(id);
            if (before.isPresent() && used.add(id)) {
                long now = System.nanoTime();
                services.host().control().change(List.of(id), "population");
                return new Waiting(id, before.get(), now);
            }
        }
    }

    private void collect(List<Waiting> waiting, List<Duration> took) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting change = each.next();
            var since = Duration.ofNanos(System.nanoTime() - change.changedAt());
            if (!document(change.id()).equals(Optional.of(change.before()))) {
                took.add(since);
                each.remove();
            } else if (since.compareTo(LIMIT) > 0) {
                throw new LaunchException("The change of record " + change.id() + " did not reach the target within "
                        + LIMIT.toSeconds() + " seconds.");
            }
        }
    }

    private Optional<String> document(long id) {
        return services.target().control().document(String.valueOf(id));
    }

    /** Until it is time to look again. */
    static void pause() {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK.toMillis()));
    }
}
