package dev.fides.sync.steps;

import dev.fides.bounds.Faults;
import dev.fides.model.ConflictException;
import dev.fides.model.FidesException;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepQueue;
import dev.fides.resilience.CallRun;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.RunType;
import dev.fides.run.StoredRun;
import dev.fides.sync.Backoff;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Gate;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.Instants;
import dev.fides.sync.Places;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.runs.RunCloser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Does steps: claims the run, works until the time is used up, notes how it ended, and queues the next step.
 *
 * <p>A message that does not fit the run document is out of date and dropped. A step that fails is queued again with a
 * growing wait; its message is never given back, so that an outage burns no delivery.
 */
public final class StepRunner {

    /** A full backlog takes minutes to shrink. */
    private static final Duration BACKLOG_WAIT = Duration.ofSeconds(30);

    /** Long enough for throttling to end, short enough for nobody to notice afterwards. */
    private static final Duration MEMORY_WAIT = Duration.ofSeconds(30);

    private final Syncs syncs;
    private final RunStore runs;
    private final StepQueue queue;
    private final Map<RunType, RunWork> works;
    private final RunCloser closer;
    private final Gate gate;
    private final EngineSettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final Supplier<Optional<String>> traceParent;
    private final Heartbeat heartbeat;
    private final Backlog backlog;
    private final Places places;
    private final EngineListener listener;

    /** @throws IllegalArgumentException when a type of run has no work */
    public StepRunner(
            Syncs syncs,
            RunStore runs,
            StepQueue queue,
            Map<RunType, RunWork> works,
            RunCloser closer,
            Gate gate,
            EngineSettings settings,
            Clock clock,
            RandomGenerator random,
            Supplier<Optional<String>> traceParent,
            Heartbeat heartbeat,
            EngineListener listener) {
        this.syncs = syncs;
        this.runs = runs;
        this.queue = queue;
        this.works = Map.copyOf(works);
        Set<RunType> idle = EnumSet.allOf(RunType.class);
        idle.removeAll(works.keySet());
        if (!idle.isEmpty()) {
            throw new IllegalArgumentException("every type of run needs its work; missing: " + idle);
        }
        this.closer = closer;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.traceParent = traceParent;
        this.heartbeat = heartbeat;
        this.backlog = new Backlog(runs, settings);
        this.places = new Places("steps", settings.stepPlaces(), clock);
        this.listener = listener;
    }

    /**
     * Does one step.
     *
     * @param owner names this invocation
     * @throws dev.fides.model.RetryableException when the run could not even be claimed; the message is to be delivered
     *     again
     */
    public void run(StepMessage message, String owner) {
        Optional<StoredRun> stored = runs.read(message.runId());
        if (stored.isEmpty() || !isWanted(stored.get().run(), message)) {
            return;
        }
        Sync sync = syncs.get(message.sync());
        Optional<Gate.Closed> full = places.work(
                sync.name(),
                () -> {
                    run(sync, stored.get(), message, owner);
                    return Optional.empty();
                },
                Optional::of);
        full.ifPresent(closed -> postpone(stored.get(), closed));
    }

    private void run(Sync sync, StoredRun stored, StepMessage message, String owner) {
        long room = room(sync, stored.run());
        Optional<Gate.Closed> closed = room <= 0
                ? Optional.of(new Gate.Closed("too many changes are not yet published", BACKLOG_WAIT))
                : gate.enter(sync, works.get(stored.run().type()).uses());
        if (closed.isPresent()) {
            postpone(stored, closed.get());
            return;
        }
        Optional<StoredRun> claimed = claim(stored, owner);
        if (claimed.isPresent()) {
            RunTicket ticket = new RunTicket(runs, clock, settings, claimed.get(), room);
            listener.inStep(ticket.run(), message.traceParent(), () -> work(sync, ticket));
        }
    }

    /** Only what sends changes in bulk has to wait for those before. */
    private long room(Sync sync, Run run) {
        return run.type().imports() ? backlog.room(sync) : Long.MAX_VALUE;
    }

    private boolean isWanted(Run run, StepMessage message) {
        boolean claimedByOther = run.stepping().owner().isPresent()
                && run.stepping()
                        .completeBy()
                        .filter(by -> by.isAfter(Instants.now(clock)))
                        .isPresent();
        return run.status().stepping() && run.stepping().step() == message.step() && !claimedByOther;
    }

    private Optional<StoredRun> claim(StoredRun stored, String owner) {
        Instant now = Instants.now(clock);
        try {
            return Optional.of(runs.replace(stored, stored.run().claimed(owner, now, now.plus(settings.claimLease()))));
        } catch (ConflictException e) {
            listener.claimLost(stored.run());
            return Optional.empty();
        }
    }

    private void work(Sync sync, RunTicket ticket) {
        Instant started = Instants.now(clock);
        try {
            RunWork work = works.get(ticket.run().type());
            Optional<String> run = Optional.of(ticket.run().id());
            conclude(ticket, alive(ticket, () -> CallRun.call(run, () -> work.work(sync, ticket))));
            listener.stepDone(ticket.run(), Duration.between(started, Instants.now(clock)));
        } catch (ConflictException e) {
            listener.claimLost(ticket.run());
        } catch (FidesException e) {
            failed(sync, ticket, e);
        } catch (Throwable e) {
            Faults.passOn(e);
            failed(sync, ticket, new PermanentException("unexpected fault: " + e, e));
        }
    }

    /** Does the work of a step, and shows meanwhile that it is alive. */
    private StepEnd alive(RunTicket ticket, Supplier<StepEnd> work) {
        Heartbeat.Beating beating = heartbeat.start(RunTicket.beat(settings), ticket::showAlive);
        try {
            return work.get();
        } finally {
            beating.close();
            ticket.close();
        }
    }

    private void conclude(RunTicket ticket, StepEnd end) {
        Run run = ticket.run();
        if (end instanceof StepEnd.HandOn) {
            Run next = run.handedOn(Instants.now(clock).plus(settings.pickUpLimit()));
            runs.replace(ticket.stored(), next);
            send(next, Optional.empty());
            return;
        }
        if (end instanceof StepEnd.Hold hold) {
            Run held = run.held(hold.etag(), hold.why());
            runs.replace(ticket.stored(), held);
            listener.runHeld(held);
            return;
        }
        runs.replace(ticket.stored(), over(run, end));
        if (end instanceof StepEnd.Abort) {
            listener.runStopped(run);
        }
        closer.closeIfDone(run.id());
    }

    private Run over(Run run, StepEnd end) {
        if (end instanceof StepEnd.Stop stop) {
            return run.doomed(stop.verdict(), stop.error());
        }
        if (end instanceof StepEnd.Abort abort) {
            return run.stopped(abort.error(), Instants.now(clock));
        }
        return run.waiting(RunStatus.PUBLISHING);
    }

    /** An outage is no fault of the run: it waits for its end, however long that takes. */
    private void failed(Sync sync, RunTicket ticket, FidesException cause) {
        listener.stepFailed(ticket.run(), cause);
        Optional<Gate.Closed> outage = outage(sync, cause);
        if (outage.isPresent()) {
            postpone(ticket.stored(), outage.get());
            return;
        }
        try {
            failStep(ticket.stored(), cause.getMessage());
        } catch (ConflictException e) {
            listener.claimLost(ticket.run());
        }
    }

    private Optional<Gate.Closed> outage(Sync sync, FidesException cause) {
        if (cause instanceof MemoryUnavailableException) {
            return Optional.of(new Gate.Closed(cause.getMessage(), MEMORY_WAIT));
        }
        return cause instanceof RetryableException ? gate.closed(sync) : Optional.empty();
    }

    /** Counts a failed step, and queues it again or gives the run up. */
    public void failStep(StoredRun stored, String error) {
        Run run = stored.run();
        int failures = run.stepping().failures() + 1;
        if (failures >= settings.stepFailures()) {
            runs.replace(
                    stored,
                    run.doomed(
                            RunStatus.FAILED,
                            error + ". Given up after " + failures + " failed attempts in a row at page "
                                    + run.progress().page() + "; what was read before is published. Mend the cause,"
                                    + " then start the run again. Sync " + run.sync() + ", run " + run.id()));
            closer.closeIfDone(run.id());
            return;
        }
        Duration wait = backoff.wait(failures);
        Instant at = Instants.now(clock).plus(wait);
        Run again = run.failedStep(error, at.plus(settings.pickUpLimit()));
        runs.replace(stored, again);
        send(again, Optional.of(at));
    }

    /** Queues a step again that nobody began, as while the queue was away: however often, that is no fault of the run. */
    public void queueAgain(StoredRun stored, String why) {
        Run again = stored.run().postponedStep(why, Instants.now(clock).plus(settings.pickUpLimit()));
        runs.replace(stored, again);
        send(again, Optional.empty());
    }

    private void postpone(StoredRun stored, Gate.Closed closed) {
        Instant at = Instants.now(clock).plus(closed.lasts()).plus(backoff.jitter(closed.lasts()));
        Run later = stored.run().postponedStep(closed.why(), at.plus(settings.pickUpLimit()));
        try {
            runs.replace(stored, later);
        } catch (ConflictException e) {
            listener.claimLost(stored.run());
            return;
        }
        send(later, Optional.of(at));
    }

    private void send(Run run, Optional<Instant> notBefore) {
        queue.send(new StepMessage(run.sync(), run.id(), run.stepping().step(), traceParent.get()), notBefore);
    }
}
