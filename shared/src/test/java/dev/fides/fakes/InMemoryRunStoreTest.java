package dev.fides.fakes;

import dev.fides.run.RunStore;
import dev.fides.run.RunStoreContract;
import java.time.Duration;

class InMemoryRunStoreTest extends RunStoreContract {

    private final ManualClock clock = new ManualClock();
    private final RunStore store = new InMemoryRunStore(clock);

    @Override
    protected RunStore store() {
        return store;
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
