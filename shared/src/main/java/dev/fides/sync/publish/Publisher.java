package dev.fides.sync.publish;

import dev.fides.bounds.Faults;
import dev.fides.model.Change;
import dev.fides.model.LedgerRef;
import dev.fides.model.Priority;
import dev.fides.model.RetryableException;
import dev.fides.queue.ChangeDelivery;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.OutgoingBatch;
import dev.fides.resilience.CallPriority;
import dev.fides.resilience.CallRun;
import dev.fides.resilience.Side;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Backoff;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Gate;
import dev.fides.sync.Instants;
import dev.fides.sync.Places;
import dev.fides.sync.PublishReport;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.StateMaker;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.absence.AbsenceTrust;
import dev.fides.sync.runs.LedgerKeeper;
import dev.fides.sync.send.ChangeSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Applies change batches to the target, records what the target confirmed, and settles the ledger.
 *
 * <p>Delivering a batch again does no harm. What cannot be done now is sent again, scheduled, before this returns, so
 * that the message can be completed; only when neither the stores nor the queue answer does the message go back.
 */
public final class Publisher {

    private final Syncs syncs;
    private final SyncStateStore states;
    private final RunStore runs;
    private final ChangeQueue queue;
    private final LedgerKeeper ledgers;
    private final Gate gate;
    private final DeleteAllowance deletes;
    private final AbsenceTrust absences;
    private final MoveAllowance moves;
    private final ChangeSender sender;
    private final EngineSettings settings;
    private final RecordMemory memory;
    private final Clock clock;
    private final Backoff backoff;
    private final Supplier<String> writeIds;
    private final EngineListener listener;
    private final Map<Priority, Places> places = new EnumMap<>(Priority.class);

    public Publisher(
            Syncs syncs,
            EnginePorts ports,
            LedgerKeeper ledgers,
            Gate gate,
            DeleteAllowance deletes,
            AbsenceTrust absences,
            ChangeSender sender,
            EngineSettings settings,
            EngineEnvironment around) {
        this.syncs = syncs;
        this.states = ports.states();
        this.runs = ports.runs();
        this.queue = ports.changes();
        this.ledgers = ledgers;
        this.gate = gate;
        this.deletes = deletes;
        this.absences = absences;
        this.moves = new MoveAllowance(ports.control(), ports.states());
        this.sender = sender;
        this.settings = settings;
        this.memory = around.memory();
        this.clock = around.clock();
        this.backoff = new Backoff(around.random());
        this.writeIds = around.uniqueIds();
        this.listener = around.listener();
        // Each queue has lanes of its own, and so places of its own: an import never takes those of events.
        for (Priority priority : Priority.values()) {
            places.put(priority, new Places("lanes", settings.lanePlaces(), clock));
        }
    }

    /**
     * Publishes one delivery.
     *
     * @throws dev.fides.model.PermanentException when the batch names a sync that is not defined
     * @throws RetryableException when neither the batch could be published nor be sent again for later
     */
    public PublishReport publish(ChangeDelivery delivery) {
        Sync sync = syncs.get(delivery.batch().sync());
        ChangeDelivery doubted = delivery.doubted();
        return listener.inBatch(doubted, () -> inPlace(sync, doubted));
    }

    private PublishReport inPlace(Sync sync, ChangeDelivery delivery) {
        return places.get(delivery.priority())
                .work(
                        sync.name(),
                        () -> publish(sync, delivery),
                        full -> putOff(delivery, Optional.empty(), full, Instants.now(clock)));
    }

    private PublishReport publish(Sync sync, ChangeDelivery delivery) {
        Instant started = Instants.now(clock);
        Optional<Run> run = Optional.empty();
        PublishReport report;
        try {
            run = runOf(delivery);
            Optional<Run> known = run;
            Optional<Gate.Closed> closed = isDropped(run) ? Optional.empty() : gate.enter(sync, uses(delivery));
            if (closed.isPresent()) {
                return putOff(delivery, run, closed.get(), started);
            }
            report = CallPriority.call(
                    delivery.priority(),
                    () -> CallRun.call(
                            delivery.batch().ledger().map(LedgerRef::runId), () -> attempt(sync, delivery, known)));
        } catch (RetryableException e) {
            report = PublishReport.allPostponed(delivery.batch().changes(), e.retryAfter(), e.getMessage());
        } catch (Throwable e) {
            Faults.passOn(e);
            // A fault of ours must neither lose the changes nor spin: it comes back, ever more slowly, and is heard of.
            listener.batchFailed(delivery, e);
            List<Change> unfinished =
                    delivery.batch().changes().stream().map(Change::doubted).toList();
            report = PublishReport.allPostponed(unfinished, Optional.empty(), e.toString());
        }
        sendAgain(delivery, report);
        settle(delivery, report);
        listener.batchDone(delivery, run, report, Duration.between(started, Instants.now(clock)));
        return report;
    }

    /** What publishing a batch calls for sure; an upsert in doubt asks the host besides. */
    private static Set<Side> uses(ChangeDelivery delivery) {
        boolean refreshes = delivery.batch().changes().stream().anyMatch(Change.Refresh.class::isInstance);
        return refreshes ? EnumSet.of(Side.TARGET, Side.HOST) : EnumSet.of(Side.TARGET);
    }

    /** Sends a batch that may not be tried now again for later; that counts as no attempt. */
    private PublishReport putOff(ChangeDelivery delivery, Optional<Run> run, Gate.Closed closed, Instant started) {
        Instant notBefore = Instants.now(clock).plus(closed.lasts()).plus(backoff.jitter(closed.lasts()));
        queue.send(List.of(new OutgoingBatch(delivery.batch().waiting(), delivery.priority(), Optional.of(notBefore))));
        PublishReport report =
                PublishReport.allPostponed(delivery.batch().changes(), Optional.of(closed.lasts()), closed.why());
        listener.batchDone(delivery, run, report, Duration.between(started, Instants.now(clock)));
        return report;
    }

    private PublishReport attempt(Sync sync, ChangeDelivery delivery, Optional<Run> run) {
        Optional<String> runId = delivery.batch().ledger().map(LedgerRef::runId);
        StateMaker maker = new StateMaker(sync.name(), runId, writeIds);
        Patience patience = Patience.of(delivery, () -> gate.closed(sync).isEmpty());
        DecisionExecutor executor = new DecisionExecutor(
                sync,
                states,
                maker,
                deletes,
                new MoveLimit(moves, deletes, runId),
                absences,
                sender,
                settings,
                clock,
                patience,
                listener);
        Publication publication =
                new Publication(sync, delivery, states, executor, maker, absences, settings, memory, clock);
        return isDropped(run) ? publication.drop() : publication.publish();
    }

    private static boolean isDropped(Optional<Run> run) {
        return run.filter(Run::dropsQueuedChanges).isPresent();
    }

    private Optional<Run> runOf(ChangeDelivery delivery) {
        return delivery.batch()
                .ledger()
                .flatMap(ledger -> runs.read(ledger.runId()))
                .map(StoredRun::run);
    }

    /** Sends what is left before the message is completed: a crash in between doubles it, which is harmless. */
    private void sendAgain(ChangeDelivery delivery, PublishReport report) {
        if (report.postponed().isEmpty()) {
            return;
        }
        Duration wait = backoff.wait(delivery.batch().postponed());
        Duration asked = report.notBefore().orElse(Duration.ZERO);
        Instant notBefore = Instants.now(clock).plus(asked.compareTo(wait) > 0 ? asked : wait);
        queue.send(List.of(new OutgoingBatch(
                delivery.batch().postponed(report.postponed()), delivery.priority(), Optional.of(notBefore))));
    }

    private void settle(ChangeDelivery delivery, PublishReport report) {
        if (delivery.batch().ledger().isPresent() && !report.outcomes().isEmpty()) {
            ledgers.settle(delivery.batch().ledger().get(), report.outcomes());
        }
    }
}
