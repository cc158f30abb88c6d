package dev.fides.queue;

import dev.fides.model.ChangeBatch;
import java.time.Instant;
import java.util.Objects;

/**
 * A batch as it came out of a queue.
 *
 * @param priority the queue it came from
 * @param messageId for logs
 * @param enqueuedAt when the queue accepted it, by the queue's clock
 * @param deliveryCount 1 for the first delivery
 */
public record ChangeDelivery(
        ChangeBatch batch, Priority priority, String messageId, Instant enqueuedAt, int deliveryCount) {
    public ChangeDelivery {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(enqueuedAt, "enqueuedAt");
    }

    /** Whether somebody had this message before, and did not complete it: nobody knows how far that one got. */
    public boolean redelivered() {
        return deliveryCount > 1;
    }
}
