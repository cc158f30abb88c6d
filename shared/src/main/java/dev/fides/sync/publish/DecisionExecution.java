package dev.fides.sync.publish;

import dev.fides.model.Change;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.state.StoredState;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.decide.Decision;
import dev.fides.target.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The execution of some decisions: ids and creates are claimed, the target is written in one go, then all is remembered. */
final class DecisionExecution {
    private final DecisionExecutor with;
    private final Sync sync;
    private final Map<RecordKey, Change> changes;
    private final KnownStates states;
    private final OwnIds ids;
    private final Conclusions conclusions;
    private final Map<RecordKey, Decision.Put> puts = new LinkedHashMap<>();
    private final Map<RecordKey, Decision.Remove> removes = new LinkedHashMap<>();
    private Instant claimedAt = Instant.EPOCH;

    DecisionExecution(DecisionExecutor with, Map<RecordKey, Change> changes, Map<RecordKey, StoredState> stored) {
        this.with = with;
        this.sync = with.sync();
        this.changes = changes;
        this.states = new KnownStates(changes.keySet(), stored);
        this.ids = new OwnIds(with, changes, states);
        this.conclusions = new Conclusions(with, changes, stored, states, ids);
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
            if (!conclusions.isConcluded(key)) {
                plan(key, decision);
            }
        });
        claimCreations();
        write();
        return conclusions.save();
    }

    private void claimIds() {
        IdClaims claims = ids.claim(puts, removes);
        claims.results().forEach(this::giveUp);
        claims.parked().forEach((key, park) -> {
            if (!conclusions.isConcluded(key)) {
                conclusions.park(key, park);
            }
        });
    }

    /** Of this record nothing is written now. */
    private void giveUp(RecordKey key, ExecutionResult result) {
        puts.remove(key);
        removes.remove(key);
        conclusions.conclude(key, result);
    }

    private void plan(RecordKey key, Decision decision) {
        if (decision instanceof Decision.Settle settle) {
            conclusions.conclude(key, new ExecutionResult.Settled(settle.outcome()));
        } else if (decision instanceof Decision.Remember remember) {
            conclusions.remember(key, remember);
        } else if (decision instanceof Decision.Park park) {
            conclusions.park(key, park);
        } else if (decision instanceof Decision.Postpone postpone) {
            conclusions.conclude(
                    key, new ExecutionResult.Postponed(postpone.change(), postpone.after(), postpone.why()));
        } else if (decision instanceof Decision.Hold held) {
            conclusions.hold(key, held.remove());
        } else if (decision instanceof Decision.AskHost) {
            throw new IllegalStateException("nobody looked at " + key + ": " + decision);
        }
    }

    private void limitDeletes() {
        List<RecordKey> deleting = removes.entrySet().stream()
                .filter(entry -> !ids.isNothingToDelete(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        new DeleteLimit(sync, with.deletes())
                .over(deleting, changes, states)
                .forEach(key -> conclusions.hold(key, removes.remove(key)));
        if (ids.apply()) {
            ids.claimDeletes(puts, removes).forEach(key -> giveUp(key, ExecutionResult.LostRace.unwritten()));
        }
    }

    private void claimCreations() {
        CreateClaims creations = new CreateClaims(sync, with.states(), with.maker(), with.settings(), with.clock());
        CreateClaims.Claims claims = creations.claim(puts, changes, states);
        claims.lost().forEach(key -> giveUp(key, ExecutionResult.LostRace.unwritten()));
        claims.found().forEach(puts::put);
        claims.failed().forEach((key, error) -> conclusions.notLookedFor(key, puts.remove(key), error));
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
                conclusions.notLookedFor(key, remove, e);
            }
        });
        Map<RecordKey, WriteResult> answers = writes.answers();
        conclusions.begun(writes.begun());
        if (ids.apply()) {
            ids.release(answers, puts, removes);
        }
        answers.forEach((key, answer) -> {
            Decision.Put put = puts.get(key);
            conclusions.conclude(key, put == null ? removes.get(key) : put, answer);
        });
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
        late.forEach(key -> giveUp(
                key,
                new ExecutionResult.Postponed(
                        changes.get(key),
                        Optional.of(with.settings().creationLease()),
                        "its create or delete was held up for too long")));
    }
}
