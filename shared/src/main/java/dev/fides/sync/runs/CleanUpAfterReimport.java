package dev.fides.sync.runs;

import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.Syncs;

/**
 * Lets a clean-up follow a full reimport that went well, in syncs that have a schedule for clean-ups. When one is under
 * way already, that one does.
 */
public final class CleanUpAfterReimport implements RunCloser.Successor {

    private final Syncs syncs;
    private final RunStarter starter;

    public CleanUpAfterReimport(Syncs syncs, RunStarter starter) {
        this.syncs = syncs;
        this.starter = starter;
    }

    @Override
    public void beforeEnd(Run ended) {
        boolean well = ended.status() == RunStatus.COMPLETED || ended.status() == RunStatus.COMPLETED_WITH_FAILURES;
        if (ended.type() == RunType.REIMPORT && well) {
            syncs.find(ended.sync())
                    .filter(sync -> sync.definition().schedule().cleanUps().isPresent())
                    .ifPresent(sync ->
                            starter.start(sync, RunType.CLEAN_UP, "after reimport " + ended.id(), RunOptions.DEFAULT));
        }
    }
}
