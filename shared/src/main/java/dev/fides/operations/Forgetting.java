package dev.fides.operations;

import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.state.SnapshotStore;
import dev.fides.state.StateCounts;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.AttemptAll;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Instants;
import dev.fides.sync.Syncs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Removes what is remembered of syncs that are no longer defined: states, runs with ledgers and pages, control documents.
 * The target is left alone, and so is the audit. It is done by the timers, a portion after the other, each as often as it
 * takes: whoever goes on looks for what is left.
 */
public final class Forgetting {

    /** Long enough for every instance at work on the sync to object, and for its last writes to be done. */
    static final Duration GRACE = ForgetObjections.LOOKS_EVERY.multipliedBy(2);

    /** A third of the time between two ticks: the memory is there for others, too. */
    private static final Duration BUDGET = Duration.ofSeconds(20);

    /** Removed between two looks at the job. */
    private static final int PORTION = 500;

    /** The kinds of control documents that belong to a sync; their ids go on with its name. */
    public static final List<String> KINDS =
            List.of("allowance", "circuit", "moves", "pause", "rate", "retry", "schedule", "trust", "slot");

    /** More than this are not looked through at once. */
    private static final int MOST_DOCUMENTS = 1_000;

    /** What came of the wish to forget a sync. */
    public sealed interface Answer {

        /** Something is remembered, and nobody asked to forget it. */
        record Remembered() implements Answer {}

        /** It is done, bit by bit, or was. */
        record Known(ForgetJob job) implements Answer {}

        /** The sync is defined. */
        record Defined() implements Answer {}

        /** Instances work on this run, until then if nobody renews the claim. */
        record AtWork(String runId, Instant until) implements Answer {}

        /** Nothing is remembered of such a sync. */
        record Nothing() implements Answer {}
    }

    private final Syncs syncs;
    private final SyncStateStore states;
    private final SnapshotStore snapshots;
    private final RunStore runs;
    private final ControlStore control;
    private final ForgetJobs jobs;
    private final Clock clock;

    public Forgetting(Syncs syncs, EnginePorts ports, Clock clock) {
        this.syncs = syncs;
        this.states = ports.states();
        this.snapshots = ports.snapshots();
        this.runs = ports.runs();
        this.control = ports.control();
        this.jobs = new ForgetJobs(control);
        this.clock = clock;
    }

    /** Whether a sync may be forgotten, and how far that is; changes nothing. */
    public Answer look(String sync) {
        if (syncs.find(sync).isPresent()) {
            return new Answer.Defined();
        }
        Optional<ForgetJob> job = jobs.read(sync);
        if (job.filter(present -> present.status() == ForgetJob.Status.RUNNING).isPresent()) {
            return new Answer.Known(job.get());
        }
        Optional<Answer.AtWork> atWork = atWork(sync);
        if (atWork.isPresent()) {
            return atWork.get();
        }
        if (remembers(sync)) {
            return new Answer.Remembered();
        }
        return job.<Answer>map(Answer.Known::new).orElseGet(Answer.Nothing::new);
    }

    /** Begins to forget a sync, or tells how far that is. */
    public Answer begin(String sync, String by) {
        Answer answer = look(sync);
        if (answer instanceof Answer.Remembered) {
            return new Answer.Known(jobs.begin(ForgetJob.begun(sync, by, Instants.now(clock))));
        }
        return answer;
    }

    /** Syncs of which something is remembered although they are not defined, as far as they ever had a run. */
    public List<String> remembered() {
        TreeSet<String> names = new TreeSet<>();
        for (ControlDocument slot : control.list("slot:", MOST_DOCUMENTS)) {
            names.add(slot.content().path("sync").asText());
        }
        names.removeIf(name -> syncs.find(name).isPresent());
        return List.copyOf(names);
    }

    /** The jobs that run, and those that are over and not yet forgotten themselves. */
    public List<ForgetJob> jobs() {
        return jobs.all();
    }

    /** Goes on with every job for a while. A fault of one does not keep the others. */
    public void tick() {
        Instant end = Instants.now(clock).plus(BUDGET);
        var thorough = new AttemptAll();
        for (ForgetJob job : jobs.all()) {
            if (job.status() == ForgetJob.Status.RUNNING) {
                thorough.attempt(() -> goOn(job.sync(), job, end));
            }
        }
        thorough.finish();
    }

    private void goOn(String sync, ForgetJob job, Instant end) {
        if (syncs.find(sync).isPresent()) {
            jobs.change(sync, running -> running.stopped("the sync is defined"));
            return;
        }
        Instant now = Instants.now(clock);
        if (now.isBefore(job.since().plus(GRACE)) || atWork(sync).isPresent()) {
            return;
        }
        Optional<ForgetJob> running = Optional.of(job);
        while (running.isPresent() && Instants.now(clock).isBefore(end)) {
            running = portion(sync);
        }
    }

    /**
     * What says that something is left, the slots, goes last; the snapshot goes first, because states that are gone are not known
     * to have been written since it was made.
     */
    private Optional<ForgetJob> portion(String sync) {
        int removedSnapshots = snapshots.remove(sync, PORTION);
        int removedStates = removedSnapshots > 0 ? 0 : states.remove(sync, PORTION);
        int removedRuns = removedSnapshots + removedStates > 0 ? 0 : removeRuns(sync);
        int removedControl = removedSnapshots + removedStates + removedRuns > 0 ? 0 : removeControl(sync);
        boolean over = removedSnapshots + removedStates + removedRuns + removedControl == 0;
        Optional<ForgetJob> job = jobs.change(sync, running -> {
            ForgetJob after = running.after(removedStates, removedRuns, removedControl);
            return over ? after.done() : after;
        });
        return job.filter(present -> present.status() == ForgetJob.Status.RUNNING);
    }

    private int removeRuns(String sync) {
        int removed = 0;
        for (Run run : runs.list(sync, Optional.empty(), 10).runs()) {
            removed += runs.remove(run.id(), PORTION - removed);
            if (removed >= PORTION) {
                break;
            }
        }
        return removed;
    }

    private int removeControl(String sync) {
        int removed = 0;
        for (String kind : KINDS) {
            for (ControlDocument document : controlDocuments(kind, sync)) {
                if (control.remove(document)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /** Neither the documents of a sync whose name only begins alike, nor those of another kind. */
    private List<ControlDocument> controlDocuments(String kind, String sync) {
        String id = kind + ":" + sync;
        return control.list(id, MOST_DOCUMENTS).stream()
                .filter(document -> document.id().equals(id) || document.id().startsWith(id + ":"))
                .toList();
    }

    private boolean remembers(String sync) {
        StateCounts counts = states.count(sync);
        return counts.published() + counts.deleted() + counts.creating() + counts.unpublished() + counts.parked() > 0
                || !runs.list(sync, Optional.empty(), 1).runs().isEmpty()
                || KINDS.stream().anyMatch(kind -> !controlDocuments(kind, sync).isEmpty());
    }

    /** A run that nobody claims any more is not at work: without its definition nobody can. */
    private Optional<Answer.AtWork> atWork(String sync) {
        Instant now = Instants.now(clock);
        return runs.active(sync).stream()
                .map(StoredRun::run)
                .filter(run -> run.stepping().owner().isPresent())
                .flatMap(run -> run
                        .stepping()
                        .completeBy()
                        .filter(by -> by.isAfter(now))
                        .map(by -> new Answer.AtWork(run.id(), by))
                        .stream())
                .findFirst();
    }
}
