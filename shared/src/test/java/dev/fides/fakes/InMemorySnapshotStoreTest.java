package dev.fides.fakes;

import dev.fides.state.SnapshotStore;
import dev.fides.state.SnapshotStoreContract;
import dev.fides.state.SyncStateStore;
import java.time.Duration;

class InMemorySnapshotStoreTest extends SnapshotStoreContract {

    private final ManualClock clock = new ManualClock();
    private final SnapshotStore store = new InMemorySnapshotStore(clock);
    private final SyncStateStore states = new InMemorySyncStateStore(clock);

    @Override
    protected SnapshotStore store() {
        return store;
    }

    @Override
    protected SyncStateStore states() {
        return states;
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
