package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.model.Trust;
import dev.fides.run.Outcome;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.Instants;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.decide.Decision;
import dev.fides.sync.publish.StateSaves.Written;
import dev.fides.target.WriteResult;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What comes of each record of an execution, and what is to be remembered of it: stored in one go, at the end. */
final class Conclusions {
    private final DecisionExecutor with;
    private final Sync sync;
    private final StateMaker maker;
    private final Map<RecordKey, Change> changes;
    private final Map<RecordKey, StoredState> decidedBy;
    private final KnownStates states;
    private final OwnIds ids;

    private final Map<RecordKey, ExecutionResult> results = new LinkedHashMap<>();
    private final Map<RecordKey, SyncState> parked = new LinkedHashMap<>();
    private final Set<RecordKey> written = new HashSet<>();
    private final StateSaves saves = new StateSaves();

    /**
     * Without conclusions so far.
     *
     * @param decidedBy what was stored when it was decided what is to be done
     * @param states what is stored by now
     */
    Conclusions(
            DecisionExecutor with,
            Map<RecordKey, Change> changes,
            Map<RecordKey, StoredState> decidedBy,
            KnownStates states,
            OwnIds ids) {
        this.with = with;
        this.sync = with.sync();
        this.maker = with.maker();
        this.changes = changes;
        this.decidedBy = Map.copyOf(decidedBy);
        this.states = states;
        this.ids = ids;
    }

    /** Whether it is known already what comes of a record, whatever is stored. */
    boolean isConcluded(RecordKey key) {
        return results.containsKey(key);
    }

    /** What comes of a record of which nothing new is to be remembered. */
    void conclude(RecordKey key, ExecutionResult result) {
        results.put(key, result);
    }

    /** Of these, something was confirmed by the target, though not everything. */
    void begun(Collection<RecordKey> keys) {
        written.addAll(keys);
    }

    /** What was decided before another record of these took an id over from this one is decided again. */
    void remember(RecordKey key, Decision.Remember remember) {
        Optional<SyncState> before = Optional.ofNullable(decidedBy.get(key)).map(StoredState::state);
        Optional<SyncState> now = states.state(key);
        if (!ids(before).equals(ids(now))) {
            results.put(key, ExecutionResult.LostRace.unwritten());
            return;
        }
        SyncState state = remember.state().withIdOwner(now.flatMap(SyncState::idOwner));
        saves.add(state, states.expected(key), new ExecutionResult.Settled(remember.outcome()), Written.NOTHING);
    }

    /** The ids of a record: that of its document, and the others. */
    private static List<Object> ids(Optional<SyncState> state) {
        return List.of(
                state.flatMap(SyncState::targetId),
                state.map(SyncState::otherIds).orElse(Set.of()));
    }

    /** A record that cannot be published as it is. */
    void park(RecordKey key, Decision.Park park) {
        park(key, park.failure(), park.observedAt(), Optional.empty());
    }

    private void park(RecordKey key, Failure failure, Instant observedAt, Optional<String> sentTo) {
        if (ids.apply() && !ids.giveBack(key)) {
            results.put(key, new ExecutionResult.LostRace(trust(key) == Trust.DOUBTED, Optional.empty()));
            return;
        }
        Optional<String> left = left(key).or(() -> sentTo.filter(id -> ids.isClaimed(id, key)));
        SyncState state = ids.parked(maker.parked(key, states.stored(key), failure, observedAt, trust(key), left));
        parked.put(key, state);
        saves.add(state, states.expected(key), new ExecutionResult.Settled(Outcome.FAILED), Written.NOTHING);
    }

    /** The id of the document that somebody may have written of this change before. */
    private Optional<String> left(RecordKey key) {
        Change change = changes.get(key);
        return change instanceof Change.Refresh || trust(key) == Trust.DOUBTED
                ? sync.targetId(change)
                : Optional.empty();
    }

    /** Whether the target still holds what it confirmed: not where somebody may have written, this execution included. */
    private Trust trust(RecordKey key) {
        return written.contains(key) ? Trust.DOUBTED : changes.get(key).trust();
    }

    /**
     * A document that must not be deleted now. What was confirmed of a record in doubt must not count when the record
     * comes back, and its document must stay findable. An upsert leads here only by a look, which doubt had made necessary.
     */
    void hold(RecordKey key, Decision.Remove remove) {
        ExecutionResult held = new ExecutionResult.Settled(Outcome.HELD);
        Optional<SyncState> known = states.state(key);
        boolean doubted = trust(key) == Trust.DOUBTED || changes.get(key) instanceof Change.Upsert;
        boolean remembered = known.isPresent()
                && known.get().published().isEmpty()
                && known.get().targetId().equals(remove.id())
                && known.get().otherIds().containsAll(remove.others());
        if (doubted && !remembered && remove.id().isPresent()) {
            SyncState state = known.map(
                            before -> maker.doubtful(before, remove.id().get()))
                    .orElseGet(() -> maker.doubtful(
                            key, Optional.empty(), remove.id().get(), remove.observedAt(), Optional.empty()));
            for (String id : remove.others()) {
                state = maker.findable(state, id);
            }
            saves.add(state, states.expected(key), held, Written.NOTHING);
        } else {
            results.put(key, held);
        }
    }

    /** A document that cannot be looked for: one such record must not hold up the others. */
    void notLookedFor(RecordKey key, Decision.Write write, FidesException error) {
        if (error instanceof RetryableException retryable) {
            unavailable(key, write, new WriteResult.Unavailable(retryable.getMessage(), retryable.retryAfter()));
        } else {
            parkWrite(key, write, FailureReason.TARGET_REFUSED, error.getMessage());
        }
    }

    /** What the target answered. */
    void conclude(RecordKey key, Decision.Write write, WriteResult answer) {
        if (answer instanceof WriteResult.Confirmed confirmed) {
            confirmed(key, write, confirmed);
        } else if (answer instanceof WriteResult.Refused refused) {
            parkWrite(key, write, FailureReason.TARGET_REFUSED, refused.message());
        } else if (answer instanceof WriteResult.Unavailable unavailable) {
            unavailable(key, write, unavailable);
        } else if (answer instanceof WriteResult.Unknown unknown) {
            unknown(key, write, unknown);
        } else {
            throw new IllegalStateException("nobody concludes from " + answer + ": key " + key);
        }
    }

    private void confirmed(RecordKey key, Decision.Write write, WriteResult.Confirmed answer) {
        Instant now = Instants.now(with.clock());
        if (write instanceof Decision.Put put) {
            SyncState state = maker.published(
                    key, states.state(key), answer.id().or(put::id), put.hashes(), put.observedAt(), now);
            saves.add(
                    ids.written(state),
                    states.expected(key),
                    new ExecutionResult.Settled(Outcome.PUBLISHED),
                    ids.apply() ? Written.under(put.id()) : Written.SOMETHING);
        } else if (write instanceof Decision.Remove remove) {
            SyncState state = maker.deleted(key, states.state(key), remove.id(), remove.observedAt(), now);
            boolean nothing = ids.isNothingToDelete(remove);
            saves.add(
                    ids.deleted(state),
                    states.expected(key),
                    new ExecutionResult.Settled(nothing ? Outcome.SUPERSEDED : Outcome.DELETED),
                    nothing ? Written.NOTHING : Written.SOMETHING);
        } else {
            throw new IllegalStateException("nobody confirms " + write + ": key " + key);
        }
    }

    private void parkWrite(RecordKey key, Decision.Write write, FailureReason reason, String message) {
        Optional<Decision.Put> put = write instanceof Decision.Put sent ? Optional.of(sent) : Optional.empty();
        Failure failure = Parking.park(
                states.state(key).flatMap(SyncState::failure),
                put.map(sent -> sent.hashes().source()),
                reason,
                message,
                sync.definition().failures(),
                Instants.now(with.clock()));
        park(key, failure, write.observedAt(), put.flatMap(Decision.Put::id));
    }

    private void unavailable(RecordKey key, Decision.Write write, WriteResult.Unavailable answer) {
        // Of several writes of one record, those before may have been confirmed.
        Change again = trust(key) == Trust.DOUBTED ? sync.inDoubt(changes.get(key)) : changes.get(key);
        results.put(key, new ExecutionResult.Postponed(again, answer.retryAfter(), answer.message()));
        if (write instanceof Decision.Put && states.isCreating(key)) {
            // Nothing was written: the claim ends now, so that the next delivery need not wait for it.
            saves.addSilently(
                    maker.creating(key, states.state(key), write.observedAt(), Instants.now(with.clock())),
                    states.expected(key));
        }
    }

    private void unknown(RecordKey key, Decision.Write write, WriteResult.Unknown answer) {
        boolean failedBefore = states.state(key)
                .flatMap(SyncState::failure)
                .filter(failure -> failure.reason() == FailureReason.TARGET_FAILED)
                .isPresent();
        // A claim to create stays as it is: it makes the next one look for what this one may have created.
        if (!states.isCreating(key) && with.patience().isEnough(failedBefore)) {
            parkWrite(key, write, FailureReason.TARGET_FAILED, answer.message());
            return;
        }
        results.put(
                key, new ExecutionResult.Postponed(sync.inDoubt(changes.get(key)), Optional.empty(), answer.message()));
    }

    /** Stores what is to be remembered, and returns what comes of each record. */
    Map<RecordKey, ExecutionResult> save() {
        saves.save(with.states()).forEach((key, result) -> results.put(key, result.orDoubt(changes.get(key), sync)));
        parked.forEach((key, state) -> {
            if (results.get(key) instanceof ExecutionResult.Settled) {
                DecisionExecutor.tellParked(with.listener(), state);
            }
        });
        return results;
    }
}
