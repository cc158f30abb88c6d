package dev.fides.operations;

import dev.fides.engine.Engine;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.state.StateCounts;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import dev.fides.sync.runs.RunCloser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a sync stands, for a page that shows it. */
public final class SyncOverview {

    /** More runs of one sync than this are not active at once: their slots exclude each other. */
    private static final int ENOUGH_FOR_THE_LAST = 10;

    private final Pauses pauses;
    private final SyncStateStore states;
    private final RunStore runs;
    private final RunCloser closer;

    public SyncOverview(Engine engine, Pauses pauses) {
        this.pauses = pauses;
        this.states = engine.ports().states();
        this.runs = engine.ports().runs();
        this.closer = engine.runs().closer();
    }

    /** A run that has not ended, with what came of its changes so far. */
    public record ActiveRun(Run run, OutcomeCounts outcomes) {}

    /**
     * How a sync stands.
     *
     * @param paused who paused it; empty when it is not
     * @param active newest first
     * @param last the newest run that ended
     * @param records by condition
     * @param backlog changes of active runs that have no outcome yet
     */
    public record Overview(
            Sync sync,
            Optional<Pauses.Pause> paused,
            List<ActiveRun> active,
            Optional<Run> last,
            StateCounts records,
            long backlog) {
        public Overview {
            active = List.copyOf(active);
        }
    }

    public Overview of(Sync sync) {
        List<ActiveRun> active = new ArrayList<>();
        for (StoredRun stored : runs.active(sync.name())) {
            active.add(new ActiveRun(stored.run(), closer.outcomes(stored.run())));
        }
        Optional<Run> last = runs.list(sync.name(), Optional.empty(), ENOUGH_FOR_THE_LAST).runs().stream()
                .filter(run -> run.status().ended())
                .findFirst();
        long backlog = active.stream()
                .mapToLong(run -> run.outcomes().of(Outcome.PENDING))
                .sum();
        return new Overview(sync, pauses.of(sync), active, last, states.count(sync.name()), backlog);
    }
}
