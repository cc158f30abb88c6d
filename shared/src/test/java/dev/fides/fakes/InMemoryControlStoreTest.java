package dev.fides.fakes;

import dev.fides.control.ControlStore;
import dev.fides.control.ControlStoreContract;
import java.time.Duration;

class InMemoryControlStoreTest extends ControlStoreContract {

    private final ManualClock clock = new ManualClock();
    private final ControlStore store = new InMemoryControlStore(clock);

    @Override
    protected ControlStore store() {
        return store;
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
