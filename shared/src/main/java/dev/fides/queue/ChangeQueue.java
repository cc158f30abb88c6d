package dev.fides.queue;

import java.util.List;

/** Sends change batches; batches of one lane of one sync and priority are delivered to one consumer at a time. */
public interface ChangeQueue {

    /** Most bytes of one message: Service Bus Standard takes 256 KB with its headers, some room is kept. */
    int MAX_MESSAGE_BYTES = 192 * 1024;

    /**
     * Sends batches, in as few requests as possible. When it returns, the queue has them all; when it throws, it may
     * have some of them, and sending all again does no harm.
     *
     * @throws dev.fides.model.RetryableException when the queue cannot be reached
     * @throws IllegalArgumentException when a batch has more than {@link #MAX_MESSAGE_BYTES} bytes
     */
    void send(List<OutgoingBatch> batches);
}
