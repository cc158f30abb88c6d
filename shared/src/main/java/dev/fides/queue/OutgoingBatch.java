package dev.fides.queue;

import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A batch on its way into a queue.
 *
 * @param notBefore when it may be delivered; empty for at once
 */
public record OutgoingBatch(ChangeBatch batch, Priority priority, Optional<Instant> notBefore) {
    public OutgoingBatch {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(notBefore, "notBefore");
    }
}
