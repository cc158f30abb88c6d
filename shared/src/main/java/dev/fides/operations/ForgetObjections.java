package dev.fides.operations;

import dev.fides.control.ControlStore;
import dev.fides.resilience.Side;
import dev.fides.sync.Gate;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops the forgetting of a sync on which this instance is about to work. An instance may run an older package that still
 * defines it, or a newer one that defines it again; the instance that removes cannot know.
 */
public final class ForgetObjections implements Gate {

    /** An instance that works looks so often; nothing is removed before all had time to look and to object. */
    static final Duration LOOKS_EVERY = Duration.ofMinutes(1);

    private final ForgetJobs jobs;
    private final Clock clock;
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();

    public ForgetObjections(ControlStore control, Clock clock) {
        this.jobs = new ForgetJobs(control);
        this.clock = clock;
    }

    /** Never closed: what was removed is published again, which costs work and harms nothing. */
    @Override
    public Optional<Closed> closed(Sync sync) {
        return Optional.empty();
    }

    @Override
    public Optional<Closed> enter(Sync sync, Set<Side> uses) {
        Instant now = clock.instant();
        Instant before = looked.getOrDefault(sync.name(), Instant.MIN);
        if (!before.isAfter(now.minus(LOOKS_EVERY))) {
            jobs.change(sync.name(), job -> job.stopped("an instance that defines the sync works on it"));
            looked.put(sync.name(), now);
        }
        return closed(sync);
    }
}
