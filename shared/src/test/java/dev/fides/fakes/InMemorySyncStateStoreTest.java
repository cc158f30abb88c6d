package dev.fides.fakes;

import dev.fides.state.SyncStateStore;
import dev.fides.state.SyncStateStoreContract;
import java.time.Duration;
import java.time.Instant;

class InMemorySyncStateStoreTest extends SyncStateStoreContract {

    private final ManualClock clock = new ManualClock();
    private final SyncStateStore store = new InMemorySyncStateStore(clock);

    @Override
    protected SyncStateStore store() {
        return store;
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
