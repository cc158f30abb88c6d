package dev.fides.sync.compare;

import dev.fides.mapping.MappingResult;
import dev.fides.model.Change;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.state.Failure;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.Time;
import java.time.Instant;
import java.util.Optional;

/** Compares one host record with what the target confirmed: unchanged records are not even mapped. */
final class RecordDiff {

    private final Sync sync;
    private final StateMaker states;
    private final boolean forced;
    private final Instant now;

    /** @param forced publish it whether it changed or not */
    RecordDiff(Sync sync, StateMaker states, boolean forced, Instant now) {
        this.sync = sync;
        this.states = states;
        this.forced = forced;
        this.now = now;
    }

    Finding compare(HostRecord record, Instant readAt, Optional<StoredState> stored) {
        Hash sourceHash = sync.sourceHash(record);
        Optional<SyncState> state = stored.map(StoredState::state);
        Optional<Failure> failure = state.flatMap(SyncState::failure);
        Optional<Standing.Published> published = state.flatMap(SyncState::published);
        if (!forced) {
            boolean sameFailed = failure.filter(f -> f.sourceHash().equals(Optional.of(sourceHash)))
                    .isPresent();
            if (sameFailed && !failure.get().isDue(now)) {
                return new Finding.Parked(record.key());
            }
            if (!sameFailed
                    && published.filter(p -> p.sourceHash().equals(sourceHash)).isPresent()) {
                // A failure of other content is over: the host is back at what the target confirmed.
                return new Finding.Unchanged(record.key(), failure.map(f -> states.unparked(state.get())));
            }
        }
        Instant observedAt =
                state.map(s -> Time.later(readAt, s.observedAt().plusMillis(1))).orElse(readAt);
        return mapped(record, sourceHash, observedAt, stored);
    }

    private Finding mapped(HostRecord record, Hash sourceHash, Instant observedAt, Optional<StoredState> stored) {
        Optional<SyncState> state = stored.map(StoredState::state);
        Optional<Failure> failure = state.flatMap(SyncState::failure);
        MappingResult result = sync.mapping().map(record);
        if (result instanceof MappingResult.NotForTarget) {
            return new Finding.Filtered(record.key(), failure.map(f -> withoutFailure(state.get(), observedAt)));
        }
        if (result instanceof MappingResult.Invalid invalid) {
            Failure parked = Parking.park(
                    failure,
                    Optional.of(sourceHash),
                    Parking.reason(invalid.reason()),
                    invalid.message(),
                    sync.definition().failures(),
                    now);
            return new Finding.Invalid(record.key(), states.parked(record.key(), stored, parked, observedAt));
        }
        MappingResult.Mapped mapped = (MappingResult.Mapped) result;
        Hash contentHash = mapped.contentHash();
        Optional<Standing.Published> same = state.flatMap(SyncState::published)
                .filter(published -> published.contentHash().equals(contentHash));
        if (!forced && failure.isEmpty() && same.isPresent()) {
            SyncState learnt = states.published(
                    record.key(),
                    state.get().targetId(),
                    sourceHash,
                    contentHash,
                    sync.mapping().fingerprint(),
                    observedAt,
                    same.get().publishedAt());
            return new Finding.Unchanged(record.key(), Optional.of(learnt));
        }
        return new Finding.Changed(new Change.Upsert(
                record.key(),
                mapped.document(),
                sourceHash,
                contentHash,
                sync.mapping().fingerprint(),
                observedAt,
                forced));
    }

    private SyncState withoutFailure(SyncState state, Instant observedAt) {
        return state.standing() instanceof Standing.Unpublished
                ? states.deleted(state.key(), state.targetId(), observedAt, now)
                : states.unparked(state);
    }
}
