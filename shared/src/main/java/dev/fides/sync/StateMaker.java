package dev.fides.sync;

import dev.fides.model.DocumentHashes;
import dev.fides.model.RecordKey;
import dev.fides.model.Trust;
import dev.fides.state.Failure;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import java.time.Instant;
import java.util.Optional;
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

    public SyncState published(
            RecordKey key, Optional<String> targetId, DocumentHashes hashes, Instant observedAt, Instant publishedAt) {
        return state(key, new Standing.Published(hashes, publishedAt), targetId, observedAt, Optional.empty());
    }

    public SyncState deleted(RecordKey key, Optional<String> targetId, Instant observedAt, Instant now) {
        return state(key, new Standing.Deleted(now), targetId, observedAt, Optional.empty());
    }

    public SyncState creating(RecordKey key, Optional<SyncState> before, Instant observedAt, Instant until) {
        Standing creating = new Standing.Creating(until, before.flatMap(SyncState::deletedAt));
        return state(key, creating, Optional.empty(), observedAt, before.flatMap(SyncState::failure));
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
        Optional<Standing> standing = before.map(stored -> stored.state().standing())
                .filter(known -> trust == Trust.CONFIRMED || known instanceof Standing.Creating);
        return state(
                key,
                standing.orElseGet(Standing.Unpublished::new),
                before.flatMap(stored -> stored.state().targetId()).or(() -> left),
                before.map(stored -> Instants.later(stored.state().observedAt(), observedAt))
                        .orElse(observedAt),
                Optional.of(failure));
    }

    /** Nothing is confirmed, but the target may hold a document under this id. */
    public SyncState doubtful(RecordKey key, String targetId, Instant observedAt, Optional<Failure> failure) {
        return state(key, new Standing.Unpublished(), Optional.of(targetId), observedAt, failure);
    }

    /** The same, after the target may have got something else: what was confirmed no longer counts. */
    public SyncState doubtful(SyncState before, String targetId) {
        return doubtful(before.key(), targetId, before.observedAt(), before.failure());
    }

    /** The same standing without its failure. */
    public SyncState unparked(SyncState before) {
        return state(before.key(), before.standing(), before.targetId(), before.observedAt(), Optional.empty());
    }

    private SyncState state(
            RecordKey key,
            Standing standing,
            Optional<String> targetId,
            Instant observedAt,
            Optional<Failure> failure) {
        return new SyncState(sync, key, standing, targetId, observedAt, runId, writeIds.get(), failure);
    }
}
