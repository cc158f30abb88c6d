package dev.fides.sync.work;

import dev.fides.host.HostPage;
import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.sync.Sync;
import dev.fides.sync.absence.HostTrial;
import dev.fides.sync.runs.BroadFailure;
import dev.fides.sync.runs.RunCloser;
import dev.fides.sync.snapshot.SnapshotStep;
import dev.fides.sync.steps.ListingWalk;
import dev.fides.sync.steps.RunTicket;
import dev.fides.sync.steps.StepEnd;
import java.util.List;
import java.util.Optional;

/**
 * Watches a run that reads the host's listing: tries the host with records of some pages before these are taken, and stops
 * a run that fails too broadly.
 */
final class ListingWatch implements ListingWalk.Watch<HostPage> {

    /** Of the later pages those numbered 8, 16, 32 ... are tried: a few questions more in the longest listing. */
    private static final int FIRST_LATER_PAGE = 8;

    private final Sync sync;
    private final RunTicket ticket;
    private final HostTrial trial;
    private final RunCloser closer;
    private final SnapshotStep snapshot;
    private List<Problem> warnings = List.of();

    ListingWatch(Sync sync, RunTicket ticket, HostTrial trial, RunCloser closer, SnapshotStep snapshot) {
        this.sync = sync;
        this.ticket = ticket;
        this.trial = trial;
        this.closer = closer;
        this.snapshot = snapshot;
    }

    @Override
    public Optional<StepEnd.Stop> refuse(Progress before, ListingWalk.Page<HostPage> page) {
        warnings = List.of();
        if (!isTried(before.page()) || !ticket.run().options().keys().isEmpty()) {
            return Optional.empty();
        }
        HostTrial.Result result = trial.onPage(
                sync,
                ticket.run(),
                before.page(),
                page.content().records(),
                () -> sync.host().list(before.cursor()));
        // Told once: what later pages show is the same.
        warnings = before.page() == 0 ? result.warnings() : List.of();
        return result.objection().map(why -> new StepEnd.Stop(RunStatus.FAILED, why));
    }

    /** What looks wrong about the page that was looked at last. */
    List<Problem> warnings() {
        return warnings;
    }

    @Override
    public Progress noted(Progress after, boolean last) {
        return snapshot.noted(after, last);
    }

    @Override
    public boolean mustNote(Progress after) {
        return BroadFailure.isLookedAt(sync, after);
    }

    @Override
    public Optional<String> mustStop(Run run) {
        return BroadFailure.whileReading(sync, run, () -> closer.outcomes(run));
    }

    /** Not by a page that has to be asked for twice and cannot be. */
    private boolean isTried(int page) {
        return page == 0
                || (sync.host().traits().listsAgain() && page >= FIRST_LATER_PAGE && Integer.bitCount(page) == 1);
    }
}
