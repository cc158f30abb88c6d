package dev.fides.sync.watch;

import dev.fides.model.Change;
import dev.fides.model.ConflictException;
import dev.fides.model.LedgerRef;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.model.Trust;
import dev.fides.run.Ledger;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.StoredLedger;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.SaveResult;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Instants;
import dev.fides.sync.Parking;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.publish.DecisionExecutor;
import dev.fides.sync.publish.ExecutionResult;
import dev.fides.sync.publish.StateSaves;
import dev.fides.sync.runs.LedgerKeeper;
import dev.fides.sync.send.ChangeSender;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Changes of which nothing was heard: their messages are lost, or died as dead letters. They are sent once more, as
 * refreshes; a record of which nothing is heard then either is parked, so that it is reported and tried again.
 */
public final class LostChanges {

    /** That many are enough to see whether any is late. */
    private static final int LEDGERS_LOOKED_AT = 200;

    private final RunStore runs;
    private final SyncStateStore states;
    private final ChangeSender sender;
    private final LedgerKeeper ledgers;
    private final EngineSettings settings;
    private final Clock clock;
    private final Supplier<String> writeIds;
    private final EngineListener listener;

    public LostChanges(
            EnginePorts ports,
            ChangeSender sender,
            LedgerKeeper ledgers,
            EngineSettings settings,
            EngineEnvironment around) {
        this.runs = ports.runs();
        this.states = ports.states();
        this.sender = sender;
        this.ledgers = ledgers;
        this.settings = settings;
        this.clock = around.clock();
        this.writeIds = around.uniqueIds();
        this.listener = around.listener();
    }

    /**
     * Looks after the ledgers of a run that nobody settled in time. Of each lane only the first one counts: whoever
     * comes after it may merely wait for its turn, however long that takes.
     */
    void recover(Sync sync, Run run) {
        Instant limit = Instants.now(clock).minus(settings.ledgerLimit());
        boolean late = runs.unsettled(run.id(), LEDGERS_LOOKED_AT).stream().anyMatch(ledger -> isLate(ledger, limit));
        if (!late) {
            return;
        }
        for (LedgerSummary first : firstOfLanes(run)) {
            if (isLate(first, limit)) {
                runs.ledger(run.id(), first.id()).ifPresent(stored -> recover(sync, run, stored));
            }
        }
    }

    private static boolean isLate(LedgerSummary ledger, Instant limit) {
        return ledger.sentAt().isBefore(limit);
    }

    /** The ids of ledgers sort as they were sent. */
    private Collection<LedgerSummary> firstOfLanes(Run run) {
        Map<Integer, LedgerSummary> first = new HashMap<>();
        runs.eachLedger(run.id(), ledger -> {
            if (!ledger.settled() && run.progress().counts(ledger.page(), ledger.claim())) {
                first.merge(ledger.lane(), ledger, BinaryOperator.minBy(Comparator.comparing(LedgerSummary::id)));
            }
        });
        return first.values();
    }

    private void recover(Sync sync, Run run, StoredLedger stored) {
        Ledger ledger = stored.ledger();
        LedgerRef ref = new LedgerRef(run.id(), ledger.id());
        if (ledger.resent()) {
            giveUp(sync, run, ledger, ref);
            return;
        }
        try {
            runs.replace(stored, ledger.sentAgain(Instants.now(clock)));
        } catch (ConflictException e) {
            return;
        }
        List<Change> refreshes = ledger.pending().stream()
                .<Change>map(key -> new Change.Refresh(key, RefreshReason.LOST).doubted())
                .toList();
        sender.sendAgain(sync, ledger.lane(), refreshes, ref, Priority.NORMAL);
    }

    /** A key whose state others changed meanwhile, or that could not be stored, stays open until the next tick. */
    private void giveUp(Sync sync, Run run, Ledger ledger, LedgerRef ref) {
        Map<RecordKey, Outcome> outcomes = new LinkedHashMap<>();
        Map<RecordKey, SyncState> parked = new LinkedHashMap<>();
        StateSaves saves = new StateSaves();
        Map<RecordKey, StoredState> stored = states.read(sync.name(), ledger.pending());
        for (RecordKey key : ledger.pending()) {
            Optional<StoredState> known = Optional.ofNullable(stored.get(key));
            Optional<Outcome> since = known.map(StoredState::state)
                    .filter(state -> state.observedAt().isAfter(ledger.sentAt()))
                    .flatMap(LostChanges::cameOf);
            if (since.isPresent()) {
                outcomes.put(key, since.get());
            } else {
                parked.put(key, parked(sync, run, key, known));
                saves.add(
                        parked.get(key),
                        known.map(StoredState::etag),
                        new ExecutionResult.Settled(Outcome.FAILED),
                        StateSaves.Written.NOTHING);
            }
        }
        Optional<RetryableException> failure = Optional.empty();
        for (Map.Entry<RecordKey, StateSaves.Saved> saved : saves.save(states).entrySet()) {
            if (saved.getValue().save() instanceof SaveResult.Saved) {
                outcomes.put(saved.getKey(), Outcome.FAILED);
                DecisionExecutor.tellParked(listener, parked.get(saved.getKey()));
            } else if (saved.getValue().save() instanceof SaveResult.Failed failed) {
                failure = Optional.of(failed.error());
            }
        }
        ledgers.settle(ref, outcomes);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** What somebody else brought to an end; empty for what was only begun. */
    private static Optional<Outcome> cameOf(SyncState state) {
        if (state.failure().isPresent()) {
            return Optional.of(Outcome.FAILED);
        }
        return state.standing().isConfirmed() ? Optional.of(Outcome.SUPERSEDED) : Optional.empty();
    }

    /** Whoever had the change may have written to the target before it got lost. */
    private SyncState parked(Sync sync, Run run, RecordKey key, Optional<StoredState> known) {
        Instant now = Instants.now(clock);
        Failure failure = Parking.park(
                known.flatMap(stored -> stored.state().failure()),
                Optional.empty(),
                FailureReason.LOST,
                "its change was sent twice, and each time nothing was heard of it within " + settings.ledgerLimit()
                        + ": look for dead letters of the queues of changes",
                sync.definition().failures(),
                now);
        return new StateMaker(sync.name(), Optional.of(run.id()), writeIds)
                .parked(key, known, failure, now, Trust.DOUBTED, Optional.empty());
    }
}
