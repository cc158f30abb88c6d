package dev.fides.fakes;

import dev.fides.queue.RejectedQueue;
import dev.fides.queue.RejectedQueueContract;

class InMemoryRejectedQueueTest extends RejectedQueueContract {

    private final RejectedQueue queue = new InMemoryRejectedQueue();

    @Override
    protected RejectedQueue queue() {
        return queue;
    }
}
