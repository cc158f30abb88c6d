package dev.fides.sync.decide;

import dev.fides.model.Change;
import dev.fides.model.DocumentHashes;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Outcome;
import dev.fides.state.Standing;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about an upsert by what is confirmed already: the newest observation wins, and doubt means looking again.
 */
final class UpsertDecider {

    private final Sync sync;
    private final ChangeDelivery delivery;
    private final Duration clockSkew;
    private final StateMaker states;

    UpsertDecider(Sync sync, ChangeDelivery delivery, Duration clockSkew, StateMaker states) {
        this.sync = sync;
        this.delivery = delivery;
        this.clockSkew = clockSkew;
        this.states = states;
    }

    Decision judge(Change.Upsert upsert, Optional<StoredState> stored, Instant now) {
        Optional<String> id = sync.targetId(upsert);
        if (!upsert.hashes().fingerprint().equals(sync.mapping().fingerprint())) {
            return new Decision.AskHost(true);
        }
        if (stored.isEmpty()) {
            return put(upsert, id, Optional.empty());
        }
        SyncState state = stored.get().state();
        if (state.standing() instanceof Standing.Creating creating
                && creating.until().isAfter(now)) {
            return new Decision.Postpone(
                    upsert, Optional.of(Duration.between(now, creating.until())), "another delivery is creating it");
        }
        if (!upsert.observedAt().isAfter(state.observedAt().plus(clockSkew))) {
            return notNewer(upsert, state);
        }
        if (hasContent(state, upsert.hashes())
                && !upsert.rewrite()
                && state.failure().isEmpty()) {
            return new Decision.Remember(
                    states.published(
                            state.key(),
                            stored.map(StoredState::state),
                            state.targetId(),
                            upsert.hashes(),
                            upsert.observedAt(),
                            state.published().orElseThrow().publishedAt()),
                    Outcome.SUPERSEDED);
        }
        return put(upsert, id, Optional.of(state));
    }

    private Decision notNewer(Change.Upsert upsert, SyncState state) {
        if (state.observedAt().equals(upsert.observedAt())) {
            if (isConfirmed(upsert, state)) {
                return new Decision.Settle(Outcome.PUBLISHED);
            }
            if (isParked(upsert, state)) {
                return new Decision.Settle(Outcome.FAILED);
            }
        }
        boolean couldHaveWrittenLate = delivery.batch().postponed() > 0
                || confirmedAt(state)
                        .map(at -> !at.plus(clockSkew).isBefore(delivery.enqueuedAt()))
                        .orElse(true);
        if (couldHaveWrittenLate) {
            return new Decision.AskHost(true);
        }
        // Within the skew nobody knows which observation is the newer one: only what differs in nothing can be left
        // out.
        boolean clearlyOlder = upsert.observedAt().plus(clockSkew).isBefore(state.observedAt());
        boolean same = state.failure().isEmpty() && hasContent(state, upsert.hashes());
        return clearlyOlder || same ? new Decision.Settle(Outcome.SUPERSEDED) : new Decision.AskHost(false);
    }

    private static boolean hasContent(SyncState state, DocumentHashes hashes) {
        return state.published()
                .filter(published -> published.hashes().content().equals(hashes.content()))
                .isPresent();
    }

    /** An earlier delivery of this very change got as far as the confirmation. */
    private static boolean isConfirmed(Change.Upsert upsert, SyncState state) {
        return state.failure().isEmpty()
                && hasContent(state, upsert.hashes())
                && state.published()
                        .filter(published -> published
                                .hashes()
                                .source()
                                .equals(upsert.hashes().source()))
                        .isPresent();
    }

    /** An earlier delivery of this very change was refused. */
    private static boolean isParked(Change.Upsert upsert, SyncState state) {
        return Parking.isAbout(state, upsert.hashes().source());
    }

    private static Optional<Instant> confirmedAt(SyncState state) {
        if (state.standing() instanceof Standing.Published published) {
            return Optional.of(published.publishedAt());
        }
        if (state.standing() instanceof Standing.Deleted deleted) {
            return Optional.of(deleted.deletedAt());
        }
        return Optional.empty();
    }

    private static Decision.Put put(Change.Upsert upsert, Optional<String> id, Optional<SyncState> state) {
        return Decision.Put.of(id, upsert.document(), upsert.hashes(), upsert.observedAt(), state, Optional.empty());
    }
}
