package dev.fides.queue;

import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
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

    /**
     * What has to be published: a batch that somebody had before and did not complete may have been begun. Whoever had it
     * may have written to the target and died before that was remembered.
     */
    public ChangeDelivery doubted() {
        return deliveryCount > 1
                ? new ChangeDelivery(batch.doubted(), priority, messageId, enqueuedAt, deliveryCount)
                : this;
    }
}
