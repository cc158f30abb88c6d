package dev.fides.queue;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that could not be read.
 *
 * @param id given when it was rejected
 * @param queue where it came from
 * @param body as it came
 * @param reason what was wrong with it and what was expected
 */
public record RejectedMessage(String id, String queue, String body, String reason, Instant rejectedAt) {
    public RejectedMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(rejectedAt, "rejectedAt");
    }
}
