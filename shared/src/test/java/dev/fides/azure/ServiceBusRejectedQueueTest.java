package dev.fides.azure;

import dev.fides.queue.RejectedQueue;
import dev.fides.queue.RejectedQueueContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ServiceBusRejectedQueueTest extends RejectedQueueContract {

    private static ServiceBusTestNamespace namespace;

    @BeforeAll
    static void start() {
        namespace = new ServiceBusTestNamespace();
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Override
    protected RejectedQueue queue() {
        return new ServiceBusRejectedQueue(namespace.clients());
    }
}
