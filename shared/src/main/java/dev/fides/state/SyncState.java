package dev.fides.state;

import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What Fides knows of one record.
 *
 * @param standing what the target last confirmed
 * @param targetId the id the target knows it by, once known
 * @param observedAt when the host was asked for what {@code standing} says
 * @param runId the run that wrote last, if it was one
 * @param writeId of the write that made this state; tells one's own write after an unknown outcome
 * @param failure why it is parked, if it is
 */
public record SyncState(
        String sync,
        RecordKey key,
        Standing standing,
        Optional<String> targetId,
        Instant observedAt,
        Optional<String> runId,
        String writeId,
        Optional<Failure> failure) {
    public SyncState {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(targetId, "targetId");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(writeId, "writeId");
        Objects.requireNonNull(failure, "failure");
    }

    /** The confirmed content, when the target holds some. */
    public Optional<Standing.Published> published() {
        return standing instanceof Standing.Published p ? Optional.of(p) : Optional.empty();
    }

    /**
     * Whether the target may hold a document of this record: it confirmed one, a write under a known id was withdrawn or
     * came to an unknown end, or a create is under way.
     */
    public boolean mayBeHeld() {
        return !(standing instanceof Standing.Deleted)
                && (targetId.isPresent() || !(standing instanceof Standing.Unpublished));
    }

    /** When the target last confirmed a delete that nothing confirmed has followed. */
    public Optional<Instant> deletedAt() {
        if (standing instanceof Standing.Creating creating) {
            return creating.deletedAt();
        }
        return standing instanceof Standing.Deleted deleted ? Optional.of(deleted.deletedAt()) : Optional.empty();
    }
}
