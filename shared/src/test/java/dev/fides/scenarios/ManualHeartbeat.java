package dev.fides.scenarios;

import dev.fides.fakes.ManualClock;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Beats when a test lets time pass. */
final class ManualHeartbeat implements Heartbeat {

    private final class Beats {
        private final Duration every;
        private final Runnable beat;
        private Instant next;

        Beats(Duration every, Runnable beat) {
            this.every = every;
            this.beat = beat;
            this.next = Instants.now(clock).plus(every);
        }
    }

    private final ManualClock clock;
    private final List<Beats> running = new ArrayList<>();

    ManualHeartbeat(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public Beating start(Duration every, Runnable beat) {
        Beats beats = new Beats(every, beat);
        running.add(beats);
        return () -> running.remove(beats);
    }

    /** Lets time pass with its beats. */
    void pass(Duration time) {
        clock.advance(time);
        for (Beats beats : List.copyOf(running)) {
            if (!beats.next.isAfter(clock.instant())) {
                beats.beat.run();
                beats.next = Instants.now(clock).plus(beats.every);
            }
        }
    }

    int running() {
        return running.size();
    }
}
