package dev.fides.sync.watch;

import dev.fides.model.ConflictException;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.sync.AttemptAll;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Gate;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.runs.BroadFailure;
import dev.fides.sync.runs.RunCloser;
import dev.fides.sync.steps.StepRunner;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Sees to it that every run goes on and ends: the part of Scheduler-Agent-Supervisor that recovers. */
public final class Supervisor {

    private final Syncs syncs;
    private final RunStore runs;
    private final StepRunner steps;
    private final LostChanges lost;
    private final RunCloser closer;
    private final ParkedRetries failures;
    private final Gate gate;
    private final Clock clock;
    private final EngineListener listener;

    public Supervisor(
            Syncs syncs,
            RunStore runs,
            StepRunner steps,
            LostChanges lost,
            RunCloser closer,
            ParkedRetries failures,
            Gate gate,
            Clock clock,
            EngineListener listener) {
        this.syncs = syncs;
        this.runs = runs;
        this.steps = steps;
        this.lost = lost;
        this.closer = closer;
        this.failures = failures;
        this.gate = gate;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Looks after all runs that have not ended, and after parked records that are due. Any instance may do it, also
     * several at once. A fault of one sync is reported at the end, after the other syncs were looked after.
     */
    public void tick() {
        var thorough = new AttemptAll();
        for (Sync sync : syncs.all()) {
            thorough.attempt(() -> {
                for (StoredRun stored : runs.active(sync.name())) {
                    supervise(sync, stored);
                }
            });
            thorough.attempt(() -> {
                if (gate.closed(sync).isEmpty()) {
                    failures.tick(sync);
                }
            });
        }
        thorough.finish();
    }

    private void supervise(Sync sync, StoredRun stored) {
        Run run = stored.run();
        Instant now = Instants.now(clock);
        if (run.status().stepping()
                && run.stepping().completeBy().filter(by -> by.isBefore(now)).isPresent()) {
            recover(stored);
        }
        if (run.status() == RunStatus.PUBLISHING) {
            stopIfBroken(sync, stored);
            if (gate.closed(sync).isEmpty()) {
                // What waits for the end of an outage is not lost.
                lost.recover(sync, run);
            }
            closer.closeIfDone(run.id());
        }
    }

    /** Much of what fails does so after all is read. */
    private void stopIfBroken(Sync sync, StoredRun stored) {
        Run run = stored.run();
        if (run.verdict().isPresent()) {
            return;
        }
        Optional<String> why = BroadFailure.found(sync, run, closer.outcomes(run));
        if (why.isEmpty()) {
            return;
        }
        try {
            runs.replace(stored, run.stopped(why.get(), Instants.now(clock)));
            listener.runStopped(run);
        } catch (ConflictException e) {
            // It ended or was cancelled in between.
            return;
        }
    }

    /** The step's invocation died, or its message is lost or never came to be sent. */
    private void recover(StoredRun stored) {
        Run run = stored.run();
        listener.stepOverdue(run);
        String step = "step " + run.stepping().step();
        Optional<String> owner = run.stepping().owner();
        try {
            if (owner.isPresent()) {
                steps.failStep(stored, step + " gave no sign of life: its invocation " + owner.get() + " died");
            } else {
                steps.queueAgain(stored, step + " was queued and nobody took it up");
            }
        } catch (ConflictException e) {
            // It moved on in between, which is all that was wanted.
            listener.claimLost(run);
        }
    }
}
