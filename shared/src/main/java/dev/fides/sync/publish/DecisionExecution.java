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
import dev.fides.sync.publish.StateSaves.Written;
import dev.fides.target.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The execution of some decisions: planned, written to the target in one go, then remembered in one go. */
final class DecisionExecution {
    private final DecisionExecutor with;
    private final Sync sync;
    private final StateMaker maker;
    private final Map<RecordKey, Change> changes;
    private final Map<RecordKey, StoredState> decidedBy;
    private final KnownStates states;
    private final Map<RecordKey, ExecutionResult> results = new LinkedHashMap<>();
    private final Map<RecordKey, Decision.Put> puts = new LinkedHashMap<>();
    private final Map<RecordKey, Decision.Remove> removes = new LinkedHashMap<>();
    private final Map<RecordKey, SyncState> parked = new LinkedHashMap<>();
    private final StateSaves saves = new StateSaves();
    private final OwnIds ids;

    private final Set<RecordKey> written = new HashSet<>();
    private Instant claimedAt = Instant.EPOCH;

    DecisionExecution(DecisionExecutor with, Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
        this.with = with;
        this.sync = with.sync();
        this.maker = with.maker();
        this.changes = changes;
        this.decidedBy = Map.copyOf(stored);
        this.states = new KnownStates(changes.keySet(), stored);
        this.ids = new OwnIds(with, changes, states);
    }

    /** One result for each decision. */
    Map<RecordKey, ExecutionResult> run(Map<RecordKey, Decision> decisions) {
        claimedAt = Instants.now(with.clock());
        decisions.forEach((key, decision) -> {
            if (decision instanceof Decision.Put put) {
                puts.put(key, put);
            } else if (decision instanceof Decision.Remove remove) {
                removes.put(key, remove);
            }
        });
        if (ids.apply()) {
            claimIds();
        }
        limitDeletes();
        decisions.forEach((key, decision) -> {
            if (!results.containsKey(key)) {
                plan(key, decision);
            }
        });
        claimCreations();
        write();
        save();
        return results;
    }

    private void claimIds() {
        IdClaims claims = ids.claim(puts, removes);
        claims.results().forEach(this::conclude);
        claims.parked().forEach((key, park) -> {
            if (!results.containsKey(key)) {
                park(key, park.failure(), park.observedAt());
            }
        });
    }

    private void conclude(RecordKey key, ExecutionResult result) {
        puts.remove(key);
        removes.remove(key);
        results.put(key, result);
    }

    private void plan(RecordKey key, Decision decision) {
        if (decision instanceof Decision.Settle settle) {
            results.put(key, new ExecutionResult.Settled(settle.outcome()));
        } else if (decision instanceof Decision.Remember remember) {
            remember(key, remember);
        } else if (decision instanceof Decision.Park park) {
            park(key, park.failure(), park.observedAt());
        } else if (decision instanceof Decision.Postpone postpone) {
            results.put(key, new ExecutionResult.Postponed(postpone.change(), postpone.after(), postpone.why()));
        } else if (decision instanceof Decision.Hold held) {
            hold(key, held.remove());
        } else if (decision instanceof Decision.AskHost) {
            throw new IllegalStateException("nobody looked at " + key + ": " + decision);
        }
    }

    /** What was decided before another record of these took an id over from this one is decided again. */
    private void remember(RecordKey key, Decision.Remember remember) {
        Optional<SyncState> before = Optional.ofNullable(decidedBy.get(key)).map(StoredState::state);
        Optional<SyncState> now = states.state(key);
        boolean bereft = !before.flatMap(SyncState::targetId).equals(now.flatMap(SyncState::targetId))
                || !before.map(SyncState::otherIds)
                        .orElse(Set.of())
                        .equals(now.map(SyncState::otherIds).orElse(Set.of()));
        if (bereft) {
            results.put(key, ExecutionResult.LostRace.unwritten());
            return;
        }
        SyncState state = remember.state().withIdOwner(now.flatMap(SyncState::idOwner));
        saves.add(state, states.expected(key), new ExecutionResult.Settled(remember.outcome()), Written.NOTHING);
    }

    private void park(RecordKey key, Failure failure, Instant observedAt) {
        if (ids.apply() && !ids.giveBack(key)) {
            results.put(key, new ExecutionResult.LostRace(trust(key) == Trust.DOUBTED, Optional.empty()));
            return;
        }
        SyncState state = ids.parked(maker.parked(key, states.stored(key), failure, observedAt, trust(key), left(key)));
        parked.put(key, state);
        saves.add(state, states.expected(key), new ExecutionResult.Settled(Outcome.FAILED), Written.NOTHING);
    }

    /** The id of the document that somebody may have written of this change before, or that was claimed for it now. */
    private Optional<String> left(RecordKey key) {
        Change change = changes.get(key);
        Optional<String> begun = change instanceof Change.Refresh || trust(key) == Trust.DOUBTED
                ? sync.targetId(change)
                : Optional.empty();
        return begun.or(() ->
                Optional.ofNullable(puts.get(key)).flatMap(Decision.Put::id).filter(id -> ids.isClaimed(id, key)));
    }

    /** Whether the target still holds what it confirmed: not where somebody may have written, this execution included. */
    private Trust trust(RecordKey key) {
        return written.contains(key) ? Trust.DOUBTED : changes.get(key).trust();
    }

    private void claimCreations() {
        CreateClaims creations = new CreateClaims(sync, with.states(), maker, with.settings(), with.clock());
        CreateClaims.Claims claims = creations.claim(puts, changes, states);
        claims.lost().forEach(key -> {
            puts.remove(key);
            results.put(key, ExecutionResult.LostRace.unwritten());
        });
        claims.found().forEach(puts::put);
        claims.failed().forEach((key, error) -> {
            notLookedFor(key, error);
            puts.remove(key);
        });
    }

    private void write() {
        giveUpLate();
        TargetWrites writes = new TargetWrites(sync, states, () -> ids.apply() && isLate());
        puts.forEach(writes::put);
        removes.forEach((key, remove) -> {
            try {
                if (ids.isNothingToDelete(remove)) {
                    writes.nothing(key);
                } else {
                    writes.remove(key, remove);
                }
            } catch (FidesException e) {
                notLookedFor(key, e);
            }
        });
        Map<RecordKey, WriteResult> answers = writes.answers();
        written.addAll(writes.begun());
        if (ids.apply()) {
            ids.release(answers, puts, removes);
        }
        answers.forEach(this::conclude);
    }

    /** Whoever was held up since it claimed a key or an id must not use the claim any more: others may soon do the same. */
    private boolean isLate() {
        return !Instants.now(with.clock())
                .isBefore(claimedAt.plus(with.settings().creationLease().dividedBy(2)));
    }

    private void giveUpLate() {
        if (!isLate()) {
            return;
        }
        List<RecordKey> late = new ArrayList<>();
        puts.forEach((key, put) -> {
            if (states.isCreating(key) || (ids.apply() && !put.replaces().isEmpty())) {
                late.add(key);
            }
        });
        removes.forEach((key, remove) -> {
            if (ids.apply() && remove.id().isPresent()) {
                late.add(key);
            }
        });
        late.forEach(key -> conclude(
                key,
                new ExecutionResult.Postponed(
                        changes.get(key),
                        Optional.of(with.settings().creationLease()),
                        "its create or delete was held up for too long")));
    }

    private void limitDeletes() {
        List<RecordKey> deleting = removes.entrySet().stream()
                .filter(entry -> !ids.isNothingToDelete(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        new DeleteLimit(sync, with.deletes())
                .over(deleting, changes, states)
                .forEach(key -> hold(key, removes.remove(key)));
        if (ids.apply()) {
            ids.claimDeletes(puts, removes).forEach(key -> conclude(key, ExecutionResult.LostRace.unwritten()));
        }
    }

    /**
     * What was confirmed of a record in doubt must not count when the record comes back, and its document must stay
     * findable. An upsert leads here only by a look, which doubt had made necessary.
     */
    private void hold(RecordKey key, Decision.Remove remove) {
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

    /** One record whose document cannot be looked for must not hold up the others. */
    private void notLookedFor(RecordKey key, FidesException error) {
        if (error instanceof RetryableException retryable) {
            unavailable(key, new WriteResult.Unavailable(retryable.getMessage(), retryable.retryAfter()));
        } else {
            parkWrite(key, FailureReason.TARGET_REFUSED, error.getMessage());
        }
    }

    private void conclude(RecordKey key, WriteResult answer) {
        if (answer instanceof WriteResult.Confirmed confirmed) {
            confirmed(key, confirmed);
        } else if (answer instanceof WriteResult.Refused refused) {
            refused(key, refused);
        } else if (answer instanceof WriteResult.Unavailable unavailable) {
            unavailable(key, unavailable);
        } else if (answer instanceof WriteResult.Unknown unknown) {
            unknown(key, unknown);
        } else {
            throw new IllegalStateException("nobody concludes from " + answer + ": key " + key);
        }
    }

    private void confirmed(RecordKey key, WriteResult.Confirmed answer) {
        Decision.Remove remove = removes.get(key);
        if (remove != null) {
            deleted(key, remove);
            return;
        }
        Decision.Put put = puts.get(key);
        SyncState state = maker.published(
                key,
                states.state(key),
                answer.id().or(put::id),
                put.hashes(),
                put.observedAt(),
                Instants.now(with.clock()));
        saves.add(
                ids.written(state),
                states.expected(key),
                new ExecutionResult.Settled(Outcome.PUBLISHED),
                ids.apply() ? Written.under(put.id()) : Written.SOMETHING);
    }

    private void deleted(RecordKey key, Decision.Remove remove) {
        SyncState state =
                maker.deleted(key, states.state(key), remove.id(), remove.observedAt(), Instants.now(with.clock()));
        boolean nothing = ids.isNothingToDelete(remove);
        saves.add(
                ids.deleted(state),
                states.expected(key),
                new ExecutionResult.Settled(nothing ? Outcome.SUPERSEDED : Outcome.DELETED),
                nothing ? Written.NOTHING : Written.SOMETHING);
    }

    private void refused(RecordKey key, WriteResult.Refused answer) {
        parkWrite(key, FailureReason.TARGET_REFUSED, answer.message());
    }

    private void parkWrite(RecordKey key, FailureReason reason, String message) {
        Decision.Put put = puts.get(key);
        park(
                key,
                Parking.park(
                        states.state(key).flatMap(SyncState::failure),
                        Optional.ofNullable(put).map(sent -> sent.hashes().source()),
                        reason,
                        message,
                        sync.definition().failures(),
                        Instants.now(with.clock())),
                put == null ? removes.get(key).observedAt() : put.observedAt());
    }

    private void unavailable(RecordKey key, WriteResult.Unavailable answer) {
        // Of several writes of one record, those before may have been confirmed.
        Change again = trust(key) == Trust.DOUBTED ? sync.inDoubt(changes.get(key)) : changes.get(key);
        results.put(key, new ExecutionResult.Postponed(again, answer.retryAfter(), answer.message()));
        Decision.Put put = puts.get(key);
        if (put != null && states.isCreating(key)) {
            // Nothing was written: the claim ends now, so that the next delivery need not wait for it.
            saves.addSilently(
                    maker.creating(key, states.state(key), put.observedAt(), Instants.now(with.clock())),
                    states.expected(key));
        }
    }

    private void unknown(RecordKey key, WriteResult.Unknown answer) {
        boolean failedBefore = states.state(key)
                .flatMap(SyncState::failure)
                .filter(failure -> failure.reason() == FailureReason.TARGET_FAILED)
                .isPresent();
        // A claim to create stays as it is: it makes the next one look for what this one may have created.
        if (!states.isCreating(key) && with.patience().isEnough(failedBefore)) {
            parkWrite(key, FailureReason.TARGET_FAILED, answer.message());
            return;
        }
        results.put(
                key, new ExecutionResult.Postponed(sync.inDoubt(changes.get(key)), Optional.empty(), answer.message()));
    }

    private void save() {
        saves.save(with.states()).forEach((key, result) -> results.put(key, result.orDoubt(changes.get(key), sync)));
        parked.forEach((key, state) -> {
            if (results.get(key) instanceof ExecutionResult.Settled) {
                DecisionExecutor.tellParked(with.listener(), state);
            }
        });
    }
}
