package dev.fides.local.servicebus.broker;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Actions that are due at a moment of the clock. Used on the broker's thread only. */
public final class Timers {
    private final TreeSet<Timer> pending = new TreeSet<>();
    private final Clock clock;
    private long lastId;

    public Timers(Clock clock) {
        this.clock = clock;
    }

    /** The time of the clock in milliseconds since the epoch. */
    public long now() {
        return clock.millis();
    }

    Timer at(long due, Runnable action) {
        Timer timer = new Timer(due, ++lastId, action);
        pending.add(timer);
        return timer;
    }

    public Timer after(Duration delay, Runnable action) {
        return at(now() + delay.toMillis(), action);
    }

    /** Takes a timer back; one that has run already stays as it is. */
    void cancel(Timer timer) {
        pending.remove(timer);
    }

    public void runDue() {
        long now = now();
        while (!pending.isEmpty() && pending.first().due <= now) {
            pending.pollFirst().action.run();
        }
    }

    /** How long until the next timer is due, in milliseconds, never negative; empty when there is none. */
    public Optional<Long> untilNext() {
        return pending.isEmpty() ? Optional.empty() : Optional.of(Math.max(0, pending.first().due - now()));
    }

    /** One action to come. */
    record Timer(long due, long id, Runnable action) implements Comparable<Timer> {
        private static final Comparator<Timer> BY_TIME =
                Comparator.comparingLong(Timer::due).thenComparingLong(Timer::id);

        @Override
        public int compareTo(Timer other) {
            return BY_TIME.compare(this, other);
        }
    }
}
