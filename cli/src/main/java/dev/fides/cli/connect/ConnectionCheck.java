package dev.fides.cli.connect;

import dev.fides.model.HostRecord;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.util.List;

/** Calls the services of a sync as the engine would, but only what reads. */
public final class ConnectionCheck {

    private final Sync sync;
    private final Clock clock;

    public ConnectionCheck(Sync sync, Clock clock) {
        this.sync = sync;
        this.clock = clock;
    }

    /** What was tried, in order. */
    public List<Step> run() {
        Steps steps = new Steps(clock);
        List<HostRecord> records = new HostSteps(sync, steps, clock).run();
        new MappingSteps(sync, steps).run(records);
        new TargetSteps(sync, steps).run(records);
        return steps.done();
    }
}
