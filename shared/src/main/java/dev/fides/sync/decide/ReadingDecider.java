package dev.fides.sync.decide;

import dev.fides.host.HostReading;
import dev.fides.model.Change;
import dev.fides.model.DocumentHashes;
import dev.fides.model.FidesException;
import dev.fides.model.Hash;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.Outcome;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides by what the host says of a record at this moment. */
final class ReadingDecider {

    private final Sync sync;
    private final StateMaker states;

    ReadingDecider(Sync sync, StateMaker states) {
        this.sync = sync;
        this.states = states;
    }

    /**
     * @param change that made somebody look
     * @param look how
     * @param readAt taken just before the host was asked
     */
    Decision judge(
            Change change,
            Decision.AskHost look,
            HostReading reading,
            Instant readAt,
            Optional<StoredState> stored,
            Instant now) {
        Optional<SyncState> state = stored.map(StoredState::state);
        if (state.isPresent()
                && state.get().standing() instanceof Standing.Creating creating
                && creating.until().isAfter(now)) {
            return new Decision.Postpone(
                    asRefresh(change),
                    Optional.of(Duration.between(now, creating.until())),
                    "another delivery is creating it");
        }
        Instant observedAt = state.map(
                        known -> Instants.later(readAt, known.observedAt().plusMillis(1)))
                .orElse(readAt);
        Wanted wanted = Wanted.of(sync, reading, state, asked(change, look, state), now);
        if (wanted instanceof Wanted.Waiting) {
            return new Decision.Settle(Outcome.FAILED);
        }
        if (wanted instanceof Wanted.Confirmed confirmed) {
            return confirmAgain(state.orElseThrow(), confirmed.hashes(), observedAt);
        }
        if (wanted instanceof Wanted.Nothing) {
            return absent(change, look, observedAt, state, now);
        }
        if (wanted instanceof Wanted.Unmappable invalid) {
            Failure failure = park(state, invalid.sourceHash(), invalid.reason(), invalid.message(), now);
            return new Decision.Park(failure, observedAt);
        }
        if (wanted instanceof Wanted.Unreadable unreadable) {
            return failed(change, unreadable.error(), observedAt, state, now);
        }
        Wanted.Document document = (Wanted.Document) wanted;
        return Decision.Put.of(
                document.id(), document.document(), document.hashes(), observedAt, state, sync.targetId(change));
    }

    /** A move that is not finished is done again as a whole: only after the document is there, others go. */
    private static Wanted.Asked asked(Change change, Decision.AskHost look, Optional<SyncState> state) {
        boolean unfinished = state.filter(known -> !known.otherIds().isEmpty()).isPresent();
        boolean requested = change instanceof Change.Refresh refresh && refresh.reason() == RefreshReason.REQUEST;
        boolean retried = change instanceof Change.Refresh refresh && refresh.reason() == RefreshReason.RETRY;
        if (look.rewrite() || unfinished) {
            return requested ? Wanted.Asked.REQUEST : Wanted.Asked.REWRITE;
        }
        return requested || retried ? Wanted.Asked.RETRY : Wanted.Asked.CHANGES;
    }

    /**
     * Nothing differs, and whatever failed before is over; older observations that are still under way must lose
     * against this one.
     */
    private Decision confirmAgain(SyncState state, DocumentHashes hashes, Instant observedAt) {
        Instant publishedAt = state.published().orElseThrow().publishedAt();
        return new Decision.Remember(
                states.published(state.key(), Optional.of(state), state.targetId(), hashes, observedAt, publishedAt),
                Outcome.SUPERSEDED);
    }

    private Failure park(
            Optional<SyncState> state, Optional<Hash> sourceHash, FailureReason reason, String message, Instant now) {
        return Parking.park(
                state.flatMap(SyncState::failure),
                sourceHash,
                reason,
                message,
                sync.definition().failures(),
                now);
    }

    private Decision absent(
            Change change, Decision.AskHost look, Instant observedAt, Optional<SyncState> state, Instant now) {
        boolean creationUnknown = state.isPresent() && state.get().standing() instanceof Standing.Creating;
        boolean gone = state.isPresent() && state.get().standing() instanceof Standing.Deleted;
        boolean findable = state.flatMap(SyncState::targetId)
                        .or(() -> sync.targetId(change))
                        .isPresent()
                || state.filter(known -> !known.otherIds().isEmpty()).isPresent();
        if (creationUnknown || (findable && (look.rewrite() || !gone))) {
            return Decision.Remove.of(state, sync.targetId(change), observedAt);
        }
        boolean failed = state.flatMap(SyncState::failure).isPresent();
        if (state.isPresent() && (!gone || failed)) {
            // Nothing of it can be at the target, and what failed no longer exists.
            return new Decision.Remember(
                    states.deleted(change.key(), state, Optional.empty(), observedAt, now), Outcome.SUPERSEDED);
        }
        return new Decision.Settle(Outcome.SUPERSEDED);
    }

    private Decision failed(
            Change change, FidesException error, Instant observedAt, Optional<SyncState> state, Instant now) {
        if (error instanceof RetryableException retryable) {
            return new Decision.Postpone(
                    asRefresh(change), retryable.retryAfter(), "the host could not be read: " + retryable.getMessage());
        }
        return new Decision.Park(
                park(state, Optional.empty(), FailureReason.HOST_REFUSED, error.getMessage(), now), observedAt);
    }

    /** The change to be sent again: what made the look necessary must not get lost. */
    private Change asRefresh(Change change) {
        return change instanceof Change.Refresh ? change : sync.inDoubt(change);
    }
}
