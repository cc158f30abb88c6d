package dev.fides.state;

import dev.fides.model.Hash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a record is parked.
 *
 * @param sourceHash of the content that was refused; empty when the record could not be read as far as that
 * @param reason a short word to group by
 * @param message for a person: what happened, what was expected
 * @param attempts how often in a row it failed
 * @param firstAt when it failed first in this row
 * @param nextRetryAt when it is due; empty when only a change or a person can help
 */
public record Failure(
        Optional<Hash> sourceHash,
        FailureReason reason,
        String message,
        int attempts,
        Instant firstAt,
        Optional<Instant> nextRetryAt) {
    public Failure {
        Objects.requireNonNull(sourceHash, "sourceHash");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(firstAt, "firstAt");
        Objects.requireNonNull(nextRetryAt, "nextRetryAt");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, not " + attempts);
        }
    }

    /** Whether it is to be tried again although nothing changed. */
    public boolean isDue(Instant now) {
        return nextRetryAt.isPresent() && !nextRetryAt.get().isAfter(now);
    }
}
