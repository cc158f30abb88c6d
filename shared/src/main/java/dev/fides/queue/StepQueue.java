package dev.fides.queue;

import java.time.Instant;
import java.util.Optional;

/** Sends step messages. */
public interface StepQueue {

    /**
     * Sends one message.
     *
     * @param notBefore when it may be delivered; empty for at once
     * @throws dev.fides.model.RetryableException when the queue cannot be reached
     */
    void send(StepMessage message, Optional<Instant> notBefore);
}
