package dev.fides.sync;

import dev.fides.control.ControlStore;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.StepQueue;
import dev.fides.run.RunStore;
import dev.fides.state.SnapshotStore;
import dev.fides.state.SyncStateStore;
import java.util.Objects;

/** The memory and the queues that the engine works with. */
public record EnginePorts(
        SyncStateStore states,
        SnapshotStore snapshots,
        RunStore runs,
        ControlStore control,
        ChangeQueue changes,
        StepQueue steps) {
    public EnginePorts {
        Objects.requireNonNull(states, "states");
        Objects.requireNonNull(snapshots, "snapshots");
        Objects.requireNonNull(runs, "runs");
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(steps, "steps");
    }
}
