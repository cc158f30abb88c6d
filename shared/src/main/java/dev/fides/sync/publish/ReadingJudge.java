package dev.fides.sync.publish;

import dev.fides.host.HostReading;
import dev.fides.mapping.MappingResult;
import dev.fides.model.Change;
import dev.fides.model.Hash;
import dev.fides.model.HostRecord;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.Outcome;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides by what the host says of a record at this moment. */
final class ReadingJudge {

    private final Sync sync;
    private final StateMaker states;

    ReadingJudge(Sync sync, StateMaker states) {
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
            Decision.Look look,
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
        Instant observedAt =
                state.map(s -> Time.later(readAt, s.observedAt().plusMillis(1))).orElse(readAt);
        if (reading instanceof HostReading.Present present) {
            return present(change, look, present.record(), observedAt, state, now);
        }
        if (reading instanceof HostReading.Absent) {
            return absent(change, look, observedAt, state, now);
        }
        return failed(change, (HostReading.Failed) reading, observedAt, state, now);
    }

    private Decision present(
            Change change,
            Decision.Look look,
            HostRecord record,
            Instant observedAt,
            Optional<SyncState> state,
            Instant now) {
        Hash sourceHash = sync.sourceHash(record);
        if (!look.forced() && isParkedWith(sourceHash, state, now) && !asksForRetry(change)) {
            return new Decision.Settle(Outcome.FAILED);
        }
        boolean mayStay = !look.forced() && state.flatMap(SyncState::failure).isEmpty();
        Optional<Standing.Published> published = state.flatMap(SyncState::published);
        if (mayStay && published.filter(p -> p.sourceHash().equals(sourceHash)).isPresent()) {
            return confirmAgain(state.orElseThrow(), published.get(), sourceHash, observedAt);
        }
        MappingResult result = sync.mapping().map(record);
        if (result instanceof MappingResult.NotForTarget) {
            return absent(change, look, observedAt, state, now);
        }
        if (result instanceof MappingResult.Invalid invalid) {
            return new Decision.Park(
                    Parking.park(
                            state.flatMap(SyncState::failure),
                            Optional.of(sourceHash),
                            Parking.reason(invalid.reason()),
                            invalid.message(),
                            sync.definition().failures(),
                            now),
                    observedAt);
        }
        MappingResult.Mapped mapped = (MappingResult.Mapped) result;
        Hash contentHash = mapped.contentHash();
        if (mayStay
                && published.filter(p -> p.contentHash().equals(contentHash)).isPresent()) {
            return confirmAgain(state.orElseThrow(), published.get(), sourceHash, observedAt);
        }
        return Decision.Put.of(
                mapped.id(),
                mapped.document(),
                sourceHash,
                contentHash,
                sync.mapping().fingerprint(),
                observedAt,
                state,
                sync.targetId(change));
    }

    /** Nothing differs; older observations that are still under way must lose against this one. */
    private Decision confirmAgain(SyncState state, Standing.Published published, Hash sourceHash, Instant observedAt) {
        return new Decision.Remember(
                states.published(
                        state.key(),
                        state.targetId(),
                        sourceHash,
                        published.contentHash(),
                        sync.mapping().fingerprint(),
                        observedAt,
                        published.publishedAt()),
                Outcome.SUPERSEDED);
    }

    private Decision absent(
            Change change, Decision.Look look, Instant observedAt, Optional<SyncState> state, Instant now) {
        boolean creationUnknown = state.isPresent() && state.get().standing() instanceof Standing.Creating;
        boolean gone = state.isPresent() && state.get().standing() instanceof Standing.Deleted;
        Optional<String> remembered = state.flatMap(SyncState::targetId);
        boolean findable = remembered.or(() -> sync.targetId(change)).isPresent();
        if (creationUnknown || (findable && (look.forced() || !gone))) {
            return Decision.Remove.of(remembered, sync.targetId(change), observedAt);
        }
        if (state.isPresent() && !gone) {
            // Known only because it failed; what failed is no more.
            return new Decision.Remember(
                    states.deleted(change.key(), Optional.empty(), observedAt, now), Outcome.SUPERSEDED);
        }
        return new Decision.Settle(Outcome.SUPERSEDED);
    }

    private Decision failed(
            Change change, HostReading.Failed reading, Instant observedAt, Optional<SyncState> state, Instant now) {
        if (reading.error() instanceof RetryableException retryable) {
            return new Decision.Postpone(
                    asRefresh(change), retryable.retryAfter(), "the host could not be read: " + retryable.getMessage());
        }
        return new Decision.Park(
                Parking.park(
                        state.flatMap(SyncState::failure),
                        Optional.empty(),
                        FailureReason.HOST_REFUSED,
                        reading.error().getMessage(),
                        sync.definition().failures(),
                        now),
                observedAt);
    }

    private static boolean isParkedWith(Hash sourceHash, Optional<SyncState> state, Instant now) {
        return state.flatMap(SyncState::failure)
                .filter(failure -> failure.sourceHash().equals(Optional.of(sourceHash)) && !failure.isDue(now))
                .isPresent();
    }

    private static boolean asksForRetry(Change change) {
        return change instanceof Change.Refresh refresh
                && (refresh.reason() == RefreshReason.RETRY || refresh.reason() == RefreshReason.REQUEST);
    }

    /** The change to be sent again: what made the look necessary must not get lost. */
    private Change asRefresh(Change change) {
        return change instanceof Change.Refresh ? change : sync.inDoubt(change);
    }
}
