package dev.fides.state;

import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What Fides knows of one record.
 *
 * @param standing what the target last confirmed
 * @param targetId the id the target knows it by, once known
 * @param observedAt when the host was asked for what {@code standing} says
 * @param runId the run that wrote last, if it was one
 * @param writeId of the write that made this state; tells one's own write after an unknown outcome
 * @param failure why it is parked, if it is
 * @param idOwner who owns the target id that equals this key, unless it is just this record. A state may exist for this
 *     alone
 * @param otherIds other ids under which the target may hold a document of this record: of a move that is not finished, or
 *     taken over by another record
 */
public record SyncState(
        String sync,
        RecordKey key,
        Standing standing,
        Optional<String> targetId,
        Instant observedAt,
        Optional<String> runId,
        String writeId,
        Optional<Failure> failure,
        Optional<IdOwner> idOwner,
        Set<String> otherIds) {
    public SyncState {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(targetId, "targetId");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(writeId, "writeId");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(idOwner, "idOwner");
        otherIds = Collections.unmodifiableSet(new TreeSet<>(otherIds));
    }

    /** A state of a record that owns its own id and has no other one. */
    public SyncState(
            String sync,
            RecordKey key,
            Standing standing,
            Optional<String> targetId,
            Instant observedAt,
            Optional<String> runId,
            String writeId,
            Optional<Failure> failure) {
        this(sync, key, standing, targetId, observedAt, runId, writeId, failure, Optional.empty(), Set.of());
    }

    /** The same state of the record, with another owner of the id that equals its key. */
    public SyncState withIdOwner(Optional<IdOwner> owner) {
        return new SyncState(sync, key, standing, targetId, observedAt, runId, writeId, failure, owner, otherIds);
    }

    /** The same state with these other ids. */
    public SyncState withOtherIds(Set<String> ids) {
        return new SyncState(sync, key, standing, targetId, observedAt, runId, writeId, failure, idOwner, ids);
    }

    /** Whether nothing is known of the record itself: the state exists only for what it says of the id. */
    public boolean isOnlyForId() {
        return standing instanceof Standing.Unpublished
                && targetId.isEmpty()
                && failure.isEmpty()
                && otherIds.isEmpty();
    }

    /** Whether another record owns the id that equals this key. */
    public boolean isIdTaken() {
        return idOwner.filter(owner -> !owner.key().equals(key)).isPresent();
    }

    /** The confirmed content, when the target holds some. */
    public Optional<Standing.Published> published() {
        return standing instanceof Standing.Published p ? Optional.of(p) : Optional.empty();
    }

    /**
     * Whether the target may hold a document of this record: it confirmed one, a write under a known id was withdrawn or
     * came to an unknown end, a create is under way, or a move left a document under another id.
     */
    public boolean mayBeHeld() {
        return !(standing instanceof Standing.Deleted)
                && (targetId.isPresent() || !otherIds.isEmpty() || !(standing instanceof Standing.Unpublished));
    }

    /** When the target last confirmed a delete that nothing confirmed has followed. */
    public Optional<Instant> deletedAt() {
        if (standing instanceof Standing.Creating creating) {
            return creating.deletedAt();
        }
        return standing instanceof Standing.Deleted deleted ? Optional.of(deleted.deletedAt()) : Optional.empty();
    }
}
