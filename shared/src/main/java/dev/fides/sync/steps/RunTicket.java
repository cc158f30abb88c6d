package dev.fides.sync.steps;

import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One step's claim on its run: what it may still do, and how it says how far it is. */
public final class RunTicket {

    private final RunStore runs;
    private final Clock clock;
    private final Duration claimLease;
    private final Instant budgetEnds;
    private final long changedBefore;
    private final long room;
    private StoredRun stored;

    /** @param room so many changes may be found before the rest is for the next step */
    RunTicket(RunStore runs, Clock clock, EngineSettings settings, StoredRun claimed, long room) {
        this.runs = runs;
        this.clock = clock;
        this.claimLease = settings.claimLease();
        this.budgetEnds = Instants.now(clock).plus(settings.stepBudget());
        this.stored = claimed;
        this.changedBefore = claimed.run().progress().read().changed();
        this.room = room;
    }

    public Run run() {
        return stored.run();
    }

    StoredRun stored() {
        return stored;
    }

    /** Whether the step's time is used up, or the backlog full, and the rest is for the next one. */
    boolean budgetUsed() {
        boolean full = run().progress().read().changed() - changedBefore >= room;
        return full || !Instants.now(clock).isBefore(budgetEnds);
    }

    /** The first checkpoint of a claim says from which page on it counts. */
    Progress startingProgress() {
        Run run = run();
        return run.progress().claimedBy(run.stepping().claim());
    }

    /**
     * Notes that everything before this progress is done.
     *
     * @throws dev.fides.model.ConflictException when the claim is lost
     */
    void checkpoint(Progress progress) {
        stored = runs.replace(stored, run().advanced(progress, claimEnds()));
    }

    /**
     * Notes that everything before this progress is done, and that the run will end badly.
     *
     * @throws dev.fides.model.ConflictException when the claim is lost
     */
    void condemn(Progress progress, StepEnd.Stop end) {
        stored = runs.replace(stored, run().condemned(progress, claimEnds(), end.verdict(), end.error()));
    }

    /**
     * Begins another phase.
     *
     * @throws dev.fides.model.ConflictException when the claim is lost
     */
    public void enter(Progress.Phase phase) {
        checkpoint(startingProgress().inPhase(phase));
    }

    private Instant claimEnds() {
        return Instants.now(clock).plus(claimLease);
    }
}
