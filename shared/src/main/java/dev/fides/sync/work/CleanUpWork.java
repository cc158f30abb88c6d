package dev.fides.sync.work;

import dev.fides.model.Change;
import dev.fides.resilience.Side;
import dev.fides.run.CheckCounts;
import dev.fides.run.Nomination;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.Tally;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import dev.fides.sync.absence.HostMemory;
import dev.fides.sync.absence.HostTrial;
import dev.fides.sync.runs.BroadFailure;
import dev.fides.sync.runs.Nominations;
import dev.fides.sync.send.ChangeSender;
import dev.fides.sync.steps.ListingWalk;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.RunWork;
import dev.fides.sync.steps.Stages;
import dev.fides.sync.steps.StepEnd;
import dev.fides.target.TargetDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Clean-ups: nominate what the host no longer has, pass the guard, and only then ask the publisher to look at each
 * nominated record and to delete it if the host still does not have it.
 */
public final class CleanUpWork implements RunWork {

    private final CheckStages checks;
    private final Nominations nominations;
    private final HostTrial trial;
    private final HostMemory hosts;
    private final SyncStateStore states;
    private final ChangeSender sender;
    private final Workers workers;
    private final Clock clock;
    private final EngineListener listener;

    public CleanUpWork(
            EnginePorts ports,
            Nominations nominations,
            HostTrial trial,
            HostMemory hosts,
            ChangeSender sender,
            EngineEnvironment around) {
        this.nominations = nominations;
        this.trial = trial;
        this.hosts = hosts;
        this.states = ports.states();
        this.sender = sender;
        this.workers = around.workers();
        this.clock = around.clock();
        this.listener = around.listener();
        this.checks = new CheckStages(ports, this::note, around);
    }

    @Override
    public Set<Side> uses() {
        return EnumSet.allOf(Side.class);
    }

    @Override
    public StepEnd work(Sync sync, RunTicket ticket) {
        Optional<String> objection = trial.objectionAtStart(sync, ticket.run());
        if (objection.isPresent()) {
            return new StepEnd.Stop(RunStatus.FAILED, objection.get());
        }
        List<Stages.Stage> stages = new ArrayList<>(checks.of(sync, ticket));
        stages.add(new Stages.Stage(Progress.Phase.GUARD, then -> pass(sync, ticket, then)));
        stages.add(new Stages.Stage(Progress.Phase.RELEASE, then -> release(sync, ticket, then)));
        return Stages.follow(ticket, stages);
    }

    private void note(Sync sync, Run run, Progress before, List<TargetDocument> listed, List<Nomination> ofPage) {
        nominations.write(run, before, ofPage);
    }

    /** What is nominated is tried once more: the host may have begun to forget while it was asked. */
    private Optional<StepEnd> disbelieved(Sync sync, Run run) {
        CheckCounts check = run.progress().check();
        Optional<String> refused = BroadFailure.whileChecking(sync, run);
        if (refused.isPresent()) {
            return Optional.of(new StepEnd.Stop(RunStatus.FAILED, refused.get()));
        }
        if (check.nominated() == 0) {
            return Optional.empty();
        }
        if (check.present() > 0) {
            hosts.found(sync);
        }
        return trial.onFirstPage(sync, run)
                .objection()
                .<StepEnd>map(why -> new StepEnd.Stop(RunStatus.FAILED, why))
                .or(() -> hosts.doubt(sync)
                        .map(why -> new StepEnd.Stop(
                                RunStatus.FAILED,
                                check.nominated() + " records would be deleted, and nothing was: " + why + ". Sync "
                                        + sync.name() + ", run " + run.id())));
    }

    /** Decides over all nominations of the run together, once all are known. */
    private StepEnd pass(Sync sync, RunTicket ticket, Progress.Phase then) {
        Optional<StepEnd> failed = disbelieved(sync, ticket.run());
        if (failed.isPresent()) {
            return failed.get();
        }
        CheckCounts check = ticket.run().progress().check();
        long published = check.nominated() == 0 ? 0 : states.count(sync.name()).published();
        return new DeleteGuard(sync.definition().cleanUp())
                .objection(check.nominated(), published)
                .<StepEnd>map(why -> new StepEnd.Hold(
                        nominations.etag(ticket.run()),
                        why + ". Nothing was deleted. Look at the list; approve it with its ETag, or mend the host or"
                                + " the mapping and start another clean-up. Sync " + sync.name() + ", run "
                                + ticket.run().id()))
                .orElseGet(() -> {
                    ticket.enter(then);
                    return new StepEnd.AllRead();
                });
    }

    private StepEnd release(Sync sync, RunTicket ticket, Progress.Phase then) {
        return new ListingWalk<List<Nomination>>(
                        cursor -> {
                            Nominations.Part part = nominations.read(ticket.run(), cursor);
                            return new ListingWalk.Page<>(
                                    part.nominations(), part.nominations().size(), part.next(), OptionalLong.empty());
                        },
                        (before, page, readAt) -> {
                            send(sync, ticket.run(), before, page.content());
                            return Tally.NONE;
                        },
                        workers,
                        clock,
                        listener)
                .walk(ticket, OptionalLong.empty(), then);
    }

    private void send(Sync sync, Run run, Progress before, List<Nomination> portion) {
        List<Change> changes = portion.stream().map(Nominations::asChange).toList();
        sender.send(sync, run, before.page(), changes);
    }
}
