package dev.fides.sync.runs;

import dev.fides.model.ConflictException;
import dev.fides.model.RetryableException;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepQueue;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Instants;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What operators do with a run that exists: cancel it, approve what its guard holds. */
public final class RunControl {

    /** A step at work writes the run after every page; between two pages there is time enough. */
    private static final int MAX_TRIES = 20;

    private final RunStore runs;
    private final StepQueue queue;
    private final RunCloser closer;
    private final Nominations nominations;
    private final EngineSettings settings;
    private final Clock clock;
    private final EngineListener listener;

    public RunControl(
            RunStore runs,
            StepQueue queue,
            RunCloser closer,
            Nominations nominations,
            EngineSettings settings,
            Clock clock,
            EngineListener listener) {
        this.runs = runs;
        this.queue = queue;
        this.closer = closer;
        this.nominations = nominations;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Ends a run at once: a step at work stops within a page, and what it sent and nobody published yet is settled as
     * cancelled.
     *
     * @return the run as it is now; empty when there is no such run
     * @throws ConflictException when it has ended already
     */
    public Optional<Run> cancel(String runId) {
        Optional<Run> cancelled = change(runId, run -> {
            if (run.status().ended()) {
                throw new ConflictException("only a run that has not ended can be cancelled; this one is "
                        + run.status() + ": sync " + run.sync() + ", run " + runId);
            }
            Run over = run.ended(RunStatus.CANCELLED, OutcomeCounts.NONE, Instants.now(clock));
            return over.recounted(closer.outcomes(over));
        });
        cancelled.ifPresent(run -> {
            listener.runEnded(run);
            closer.closeIfDone(runId);
        });
        return runs.read(runId).map(StoredRun::run);
    }

    /**
     * Releases exactly the deletes that a guard holds.
     *
     * @param etag of the list that somebody looked at
     * @return the run as it is now; empty when there is no such run
     * @throws ConflictException when it holds nothing, or another list
     */
    public Optional<Run> approve(String runId, String etag) {
        Optional<Run> approved = change(runId, run -> {
            if (run.status() != RunStatus.AWAITING_APPROVAL) {
                throw new ConflictException("nothing is held that could be approved; the run is " + run.status()
                        + ": sync " + run.sync() + ", run " + runId);
            }
            // Read again, because the list itself may have been lost: what is approved must be what is released.
            boolean intact = run.heldEtag().equals(Optional.of(nominations.etag(run)));
            if (!intact || !run.heldEtag().equals(Optional.of(etag))) {
                throw new ConflictException("the run holds another list than the one approved: sync " + run.sync()
                        + ", run " + runId + ", ETag of the list "
                        + (intact ? run.heldEtag().orElse("none") : "none, it is no longer complete"));
            }
            return run.approved(Instants.now(clock).plus(settings.pickUpLimit()));
        });
        approved.ifPresent(this::sendStep);
        return approved;
    }

    private void sendStep(Run run) {
        try {
            queue.send(
                    new StepMessage(run.sync(), run.id(), run.stepping().step(), Optional.empty()), Optional.empty());
        } catch (RetryableException e) {
            // The approval is stored: the supervisor sends the step if it is not picked up.
            listener.stepFailed(run, e);
        }
    }

    private Optional<Run> change(String runId, UnaryOperator<Run> change) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<StoredRun> stored = runs.read(runId);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            Run changed = change.apply(stored.get().run());
            Optional<Run> replaced = replaced(stored.get(), changed);
            if (replaced.isPresent()) {
                return replaced;
            }
        }
        throw new RetryableException("the run was written by others " + MAX_TRIES + " times: run " + runId, null);
    }

    private Optional<Run> replaced(StoredRun stored, Run changed) {
        try {
            return Optional.of(runs.replace(stored, changed).run());
        } catch (ConflictException e) {
            return Optional.empty();
        }
    }
}
