package dev.fides.sync;

import dev.fides.model.DocumentHashes;
import dev.fides.model.RecordKey;
import dev.fides.model.Trust;
import dev.fides.state.Failure;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the states that one publication or one step stores. */
public final class StateMaker {

    private final String sync;
    private final Optional<String> runId;
    private final Supplier<String> writeIds;

    /** @param writeIds gives a new, unique text at every call */
    public StateMaker(String sync, Optional<String> runId, Supplier<String> writeIds) {
        this.sync = sync;
        this.runId = runId;
        this.writeIds = writeIds;
    }

    /**
     * The target confirmed a document.
     *
     * @param before what is stored of the record: what it says of ids stays
     */
    public SyncState published(
            RecordKey key,
            Optional<SyncState> before,
            Optional<String> targetId,
            DocumentHashes hashes,
            Instant observedAt,
            Instant publishedAt) {
        return state(key, before, new Standing.Published(hashes, publishedAt), targetId, observedAt, Optional.empty());
    }

    public SyncState deleted(
            RecordKey key, Optional<SyncState> before, Optional<String> targetId, Instant observedAt, Instant now) {
        return state(key, before, new Standing.Deleted(now), targetId, observedAt, Optional.empty());
    }

    public SyncState creating(RecordKey key, Optional<SyncState> before, Instant observedAt, Instant until) {
        Standing creating = new Standing.Creating(until, before.flatMap(SyncState::deletedAt));
        return state(key, before, creating, Optional.empty(), observedAt, before.flatMap(SyncState::failure));
    }

    /** What was confirmed stays as it is, and counts; only the failure is new. */
    public SyncState parked(RecordKey key, Optional<StoredState> before, Failure failure, Instant observedAt) {
        return parked(key, before, failure, observedAt, Trust.CONFIRMED, Optional.empty());
    }

    /**
     * What was confirmed stays as it is; only the failure is new.
     *
     * @param trust whether what was confirmed still counts
     * @param left the id of a document that no stored state knows and the target may hold
     */
    public SyncState parked(
            RecordKey key,
            Optional<StoredState> before,
            Failure failure,
            Instant observedAt,
            Trust trust,
            Optional<String> left) {
        Optional<SyncState> state = before.map(StoredState::state);
        Optional<Standing> standing = state.map(SyncState::standing)
                .filter(known -> trust == Trust.CONFIRMED || known instanceof Standing.Creating);
        SyncState parked = state(
                key,
                state,
                standing.orElseGet(Standing.Unpublished::new),
                state.flatMap(SyncState::targetId).or(() -> left),
                state.map(known -> Instants.later(known.observedAt(), observedAt))
                        .orElse(observedAt),
                Optional.of(failure));
        return left.map(id -> findable(parked, id)).orElse(parked);
    }

    /** Nothing is confirmed, but the target may hold a document under this id, and under the one known before. */
    public SyncState doubtful(
            RecordKey key, Optional<SyncState> before, String targetId, Instant observedAt, Optional<Failure> failure) {
        SyncState doubtful = state(key, before, new Standing.Unpublished(), Optional.of(targetId), observedAt, failure);
        return before.filter(known -> !(known.standing() instanceof Standing.Deleted))
                .flatMap(SyncState::targetId)
                .map(id -> findable(doubtful, id))
                .orElse(doubtful);
    }

    /** The same, after the target may have got something else: what was confirmed no longer counts. */
    public SyncState doubtful(SyncState before, String targetId) {
        return doubtful(before.key(), Optional.of(before), targetId, before.observedAt(), before.failure());
    }

    /** The same standing without its failure. */
    public SyncState unparked(SyncState before) {
        return state(
                before.key(),
                Optional.of(before),
                before.standing(),
                before.targetId(),
                before.observedAt(),
                Optional.empty());
    }

    /** The same state, by which a document of this id is found besides. */
    public SyncState findable(SyncState before, String id) {
        if (before.targetId().equals(Optional.of(id)) || before.otherIds().contains(id)) {
            return before;
        }
        Set<String> ids = new LinkedHashSet<>(before.otherIds());
        ids.add(id);
        return again(before).withOtherIds(ids);
    }

    /** The same state under a write of its own. */
    public SyncState again(SyncState before) {
        return state(
                before.key(),
                Optional.of(before),
                before.standing(),
                before.targetId(),
                before.observedAt(),
                before.failure());
    }

    /** Of a record of which nothing is known: whatever is observed of it is newer. */
    public SyncState unknown(RecordKey key) {
        return state(
                key, Optional.empty(), new Standing.Unpublished(), Optional.empty(), Instant.EPOCH, Optional.empty());
    }

    /**
     * After another record took an id over: what was confirmed under it counts no more. The id stays known, since a late
     * write of this record may still arrive there. When it was observed stays too, so that its own change still counts as
     * newer.
     */
    public SyncState bereft(SyncState before, String id) {
        boolean held = before.targetId().equals(Optional.of(id));
        SyncState bereft = state(
                before.key(),
                Optional.of(before),
                held ? new Standing.Unpublished() : before.standing(),
                held ? Optional.empty() : before.targetId(),
                before.observedAt(),
                before.failure());
        return findable(bereft, id);
    }

    private SyncState state(
            RecordKey key,
            Optional<SyncState> before,
            Standing standing,
            Optional<String> targetId,
            Instant observedAt,
            Optional<Failure> failure) {
        return new SyncState(
                sync,
                key,
                standing,
                targetId,
                observedAt,
                runId,
                writeIds.get(),
                failure,
                before.flatMap(SyncState::idOwner),
                before.map(SyncState::otherIds).orElse(Set.of()));
    }
}
