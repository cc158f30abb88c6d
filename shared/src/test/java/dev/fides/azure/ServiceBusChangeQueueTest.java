package dev.fides.azure;

import dev.fides.model.Priority;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.ChangeDelivery;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.ChangeQueueContract;
import dev.fides.queue.QueueNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ServiceBusChangeQueueTest extends ChangeQueueContract {

    private static ServiceBusTestNamespace namespace;

    private final ChangeBatchCodec codec = new ChangeBatchCodec();

    @BeforeAll
    static void start() {
        namespace = new ServiceBusTestNamespace();
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Override
    protected ChangeQueue queue() {
        return new ServiceBusChangeQueue(namespace.clients());
    }

    @Override
    protected Optional<ChangeDelivery> take(Priority priority, String ofSync, int lane) {
        String queue = priority == Priority.HIGH ? QueueNames.CHANGES_PRIORITY : QueueNames.CHANGES;
        return namespace
                .take(queue, ServiceBusChangeQueue.sessionId(ofSync, lane))
                .map(message -> new ChangeDelivery(
                        codec.decode(message.getBody().toBytes()),
                        priority,
                        message.getMessageId(),
                        message.getEnqueuedTime().toInstant(),
                        // The SDK counts the deliveries before this one.
                        (int) message.getDeliveryCount() + 1));
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
