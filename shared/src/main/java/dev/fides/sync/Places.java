package dev.fides.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The places in which one instance works at once, shared fairly between syncs: a sync takes another place only while it
 * holds fewer than are free. So one sync alone takes half of them, two take a third each, and however many flood the
 * instance, the next one still finds a place. Nobody has to know who waits, which nobody can: a message that waits in the
 * queue behind others has not been seen.
 *
 * <p>These are the dynamic thresholds of A. K. Choudhury and E. L. Hahne, "Dynamic queue length thresholds for
 * shared-memory packet switches", IEEE/ACM Transactions on Networking 6 (1998), with a factor of 1.
 */
public final class Places {

    /** Work that found no place comes back after this time: a lane is published and a page is read in about as long. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** Those who come back for the same sync come one after the other, so that asking costs little beside working. */
    static final Duration APART = Duration.ofMillis(50);

    /** However many wait, each has looked again by then. */
    static final Duration LATEST = Duration.ofMinutes(1);

    private final String what;
    private final int size;
    private final Clock clock;
    private final Map<String, Integer> held = new HashMap<>();
    private final Map<String, Instant> returning = new HashMap<>();
    private int taken;

    /**
     * @param what is worked on in these places, in the plural, such as {@code steps}
     * @param size how many messages the platform hands to an instance at once
     */
    public Places(String what, int size, Clock clock) {
        if (size < 1) {
            throw new IllegalArgumentException("places for " + what + ": expected 1 or more, found " + size);
        }
        this.what = what;
        this.size = size;
        this.clock = clock;
    }

    /**
     * Works in a place of the sync's own.
     *
     * @param full what to do instead where there is none: why, and when to look again
     */
    public <R> R work(String sync, Supplier<R> work, Function<Gate.Closed, R> full) {
        Optional<Gate.Closed> closed = take(sync);
        if (closed.isPresent()) {
            return full.apply(closed.get());
        }
        try {
            return work.get();
        } finally {
            release(sync);
        }
    }

    private synchronized Optional<Gate.Closed> take(String sync) {
        int own = heldBy(sync);
        if (own >= size - taken) {
            return Optional.of(full(sync, own));
        }
        held.put(sync, own + 1);
        taken++;
        return Optional.empty();
    }

    private Gate.Closed full(String sync, int own) {
        Instant now = Instants.now(clock);
        Instant earliest = now.plus(LOOK_AGAIN);
        Instant after = returning.getOrDefault(sync, Instant.MIN);
        Instant at = after.isAfter(earliest) ? after : earliest;
        Instant latest = now.plus(LATEST);
        at = at.isAfter(latest) ? latest : at;
        returning.put(sync, at.plus(APART));
        return new Gate.Closed(
                "the sync works on " + own + " " + what + " at once on this instance; the other " + (size - taken)
                        + " of its " + size + " places are kept for other syncs",
                Duration.between(now, at));
    }

    /** How many places a sync holds now. */
    public synchronized int heldBy(String sync) {
        return held.getOrDefault(sync, 0);
    }

    private synchronized void release(String sync) {
        taken--;
        held.computeIfPresent(sync, (name, count) -> count == 1 ? null : count - 1);
        if (!held.containsKey(sync)) {
            returning.remove(sync);
        }
    }
}
