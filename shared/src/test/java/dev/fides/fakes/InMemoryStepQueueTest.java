package dev.fides.fakes;

import dev.fides.queue.StepMessage;
import dev.fides.queue.StepQueue;
import dev.fides.queue.StepQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class InMemoryStepQueueTest extends StepQueueContract {

    private final ManualClock clock = new ManualClock();
    private final InMemoryStepQueue queue = new InMemoryStepQueue(clock);

    @Override
    protected StepQueue queue() {
        return queue;
    }

    @Override
    protected Optional<StepMessage> take() {
        return queue.take();
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
