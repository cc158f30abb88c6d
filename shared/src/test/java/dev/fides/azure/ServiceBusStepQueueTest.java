package dev.fides.azure;

import dev.fides.queue.QueueNames;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepMessageCodec;
import dev.fides.queue.StepQueue;
import dev.fides.queue.StepQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ServiceBusStepQueueTest extends StepQueueContract {

    private static ServiceBusTestNamespace namespace;

    private final StepMessageCodec codec = new StepMessageCodec();

    @BeforeAll
    static void start() {
        namespace = new ServiceBusTestNamespace();
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Override
    protected StepQueue queue() {
        return new ServiceBusStepQueue(namespace.clients());
    }

    @Override
    protected Optional<StepMessage> take() {
        return namespace
                .take(QueueNames.STEPS)
                .map(message -> codec.decode(message.getBody().toBytes()));
    }

    @Override
    protected Instant now() {
        return namespace.clock().instant();
    }

    @Override
    protected void advance(Duration time) {
        namespace.clock().advance(time);
    }
}
