package dev.fides.sync.steps;

import dev.fides.model.ConflictException;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One step's claim on its run: what it may still do, and how it says how far it is, and that it is alive. */
public final class RunTicket {

    /**
     * A page that takes longer than this is given up: longer than any page at one request a second, and well within
     * the 30 minutes after which Azure ends an invocation.
     */
    static final Duration LONGEST_PAGE = Duration.ofMinutes(25);

    private final RunStore runs;
    private final Clock clock;
    private final Duration claimLease;
    private final Instant budgetEnds;
    private final long changedBefore;
    private final long room;
    private StoredRun stored;
    private Instant pageEnds;
    private boolean over;

    /** @param room so many changes may be found before the rest is for the next step */
    RunTicket(RunStore runs, Clock clock, EngineSettings settings, StoredRun claimed, long room) {
        this.runs = runs;
        this.clock = clock;
        this.claimLease = settings.claimLease();
        this.budgetEnds = Instants.now(clock).plus(settings.stepBudget());
        this.stored = claimed;
        this.changedBefore = claimed.run().progress().read().changed();
        this.room = room;
        this.pageEnds = Instants.now(clock).plus(LONGEST_PAGE);
    }

    public synchronized Run run() {
        return stored.run();
    }

    synchronized StoredRun stored() {
        return stored;
    }

    /** How often a step has to show that it is alive. */
    static Duration beat(EngineSettings settings) {
        return settings.claimLease().dividedBy(3);
    }

    /** Keeps the claim while a page is worked on, however slowly the host answers. */
    synchronized void showAlive() {
        Instant now = Instants.now(clock);
        if (over || now.isAfter(pageEnds)) {
            return;
        }
        try {
            stored = runs.replace(stored, run().alive(now.plus(claimLease)));
        } catch (ConflictException e) {
            // The claim is lost, which the next checkpoint finds out.
            over = true;
        } catch (RuntimeException e) {
            // The memory is away; the claim lasts for some beats more.
            return;
        }
    }

    /** The step's work is over: from now on only its end is written. */
    synchronized void close() {
        over = true;
    }

    /** Whether the step's time is used up, or the backlog full, and the rest is for the next one. */
    boolean budgetUsed(Progress progress) {
        boolean full = progress.read().changed() - changedBefore >= room;
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
    synchronized void checkpoint(Progress progress) {
        pageEnds = Instants.now(clock).plus(LONGEST_PAGE);
        stored = runs.replace(stored, run().advanced(progress, claimEnds()));
    }

    /**
     * Notes that everything before this progress is done, and that the run will end badly.
     *
     * @throws dev.fides.model.ConflictException when the claim is lost
     */
    synchronized void condemn(Progress progress, StepEnd.Stop end) {
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
