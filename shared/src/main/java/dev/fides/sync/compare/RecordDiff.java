package dev.fides.sync.compare;

import dev.fides.host.HostReading;
import dev.fides.model.Change;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.state.Failure;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import java.time.Instant;
import java.util.Optional;

/** Compares one host record with what the target confirmed: unchanged records are not even mapped. */
public final class RecordDiff {

    private final Sync sync;
    private final StateMaker states;
    private final boolean rewrite;
    private final Instant now;

    /**
     * @param rewrite publish it whether it changed or not
     */
    public RecordDiff(Sync sync, StateMaker states, boolean rewrite, Instant now) {
        this.sync = sync;
        this.states = states;
        this.rewrite = rewrite;
        this.now = now;
    }

    Finding compare(HostRecord record, Instant readAt, Optional<StoredState> stored) {
        return compare(record, Optional.empty(), readAt, stored);
    }

    /**
     * Compares a record.
     *
     * @param hint source hash of what the host listed of it, where that is less than the record
     */
    Finding compare(HostRecord record, Optional<Hash> hint, Instant readAt, Optional<StoredState> stored) {
        RecordKey key = record.key();
        Optional<SyncState> state = stored.map(StoredState::state);
        Optional<Failure> failure = state.flatMap(SyncState::failure);
        Instant observedAt = state.map(
                        known -> Instants.later(readAt, known.observedAt().plusMillis(1)))
                .orElse(readAt);
        Wanted wanted = Wanted.of(
                sync,
                new HostReading.Present(record.inMemory()),
                state,
                rewrite ? Wanted.Asked.REWRITE : Wanted.Asked.CHANGES,
                now);
        if (wanted instanceof Wanted.Confirmed confirmed) {
            return new Finding.Unchanged(
                    key, learnt(state.orElseThrow(), hinted(confirmed.hashes(), hint), observedAt));
        }
        if (wanted instanceof Wanted.Waiting) {
            return new Finding.Parked(key);
        }
        if (wanted instanceof Wanted.Nothing) {
            return new Finding.Filtered(key, failure.map(f -> withoutFailure(state.get(), observedAt)));
        }
        if (wanted instanceof Wanted.Unmappable invalid) {
            Failure parked = Parking.park(
                    failure,
                    invalid.sourceHash(),
                    invalid.reason(),
                    invalid.message(),
                    sync.definition().failures(),
                    now);
            return new Finding.Invalid(key, states.parked(key, stored, parked, observedAt));
        }
        // A record that was listed is neither unreadable nor anything else.
        Wanted.Document document = (Wanted.Document) wanted;
        return new Finding.Changed(
                new Change.Upsert(key, document.document(), hinted(document.hashes(), hint), observedAt, rewrite));
    }

    private static DocumentHashes hinted(DocumentHashes hashes, Optional<Hash> hint) {
        return hint.map(hashes::listedAs).orElse(hashes);
    }

    /** A failure of other content is over: the host is back at what the target confirmed. */
    private Optional<SyncState> learnt(SyncState state, DocumentHashes confirmed, Instant observedAt) {
        Standing.Published published = state.published().orElseThrow();
        if (confirmed.equals(published.hashes())) {
            return state.failure().map(over -> states.unparked(state));
        }
        return Optional.of(states.published(
                state.key(), Optional.of(state), state.targetId(), confirmed, observedAt, published.publishedAt()));
    }

    /** The failure is over. A document that the target may hold stays findable for a clean-up. */
    private SyncState withoutFailure(SyncState state, Instant observedAt) {
        return state.standing() instanceof Standing.Unpublished
                        && state.targetId().isEmpty()
                        && state.otherIds().isEmpty()
                ? states.deleted(state.key(), Optional.of(state), state.targetId(), observedAt, now)
                : states.unparked(state);
    }
}
