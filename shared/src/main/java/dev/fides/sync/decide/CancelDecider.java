package dev.fides.sync.decide;

import dev.fides.model.Change;
import dev.fides.model.RecordKey;
import dev.fides.model.Trust;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Outcome;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of changes whose run was cancelled or stopped: they are not made. Where one may have been made already,
 * what was confirmed no longer counts, so that the next import or event writes the record whatever its hashes say.
 */
public final class CancelDecider implements Decider {

    private final ChangeDelivery delivery;
    private final Sync sync;
    private final StateMaker states;

    /**
     * Creates it for one delivery.
     *
     * @param states makes the states that are remembered
     */
    public CancelDecider(ChangeDelivery delivery, Sync sync, StateMaker states) {
        this.delivery = delivery;
        this.sync = sync;
        this.states = states;
    }

    @Override
    public Map<RecordKey, Decision> decide(Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
        Map<RecordKey, Decision> decisions = new LinkedHashMap<>();
        changes.forEach((key, change) -> decisions.put(key, decide(change, Optional.ofNullable(stored.get(key)))));
        return decisions;
    }

    private Decision decide(Change change, Optional<StoredState> stored) {
        Optional<SyncState> doubtful = change.trust() == Trust.DOUBTED ? doubtful(change, stored) : Optional.empty();
        return doubtful.<Decision>map(state -> new Decision.Remember(state, Outcome.CANCELLED))
                .orElseGet(() -> new Decision.Settle(Outcome.CANCELLED));
    }

    /** Empty where nothing that counts is stored, and nothing is known by which a document could be found. */
    private Optional<SyncState> doubtful(Change change, Optional<StoredState> stored) {
        Optional<String> ownId = sync.targetId(change);
        if (stored.isEmpty()) {
            Instant observedAt = change instanceof Change.Upsert upsert ? upsert.observedAt() : delivery.enqueuedAt();
            return ownId.map(id -> states.doubtful(change.key(), Optional.empty(), id, observedAt, Optional.empty()));
        }
        SyncState state = stored.get().state();
        boolean findable = state.targetId().isPresent();
        boolean moving = ownId.isPresent() && !state.targetId().equals(ownId);
        return state.standing().isConfirmed() || !findable || moving
                ? state.targetId()
                        .or(() -> ownId)
                        .map(id -> states.doubtful(state, id))
                        .map(doubtful ->
                                ownId.map(id -> states.findable(doubtful, id)).orElse(doubtful))
                : Optional.empty();
    }
}
