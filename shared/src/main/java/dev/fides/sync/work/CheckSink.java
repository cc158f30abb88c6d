package dev.fides.sync.work;

import dev.fides.run.Nomination;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.sync.Sync;
import dev.fides.target.TargetDocument;
import java.util.List;

/** What is done with what a page of a clean-up brought: a clean-up stores the nominations, a plan only reports them. */
interface CheckSink {

    /**
     * Takes what one page brought.
     *
     * @param before how far the run was before this page
     * @param listed documents of the page, when it was one of the target's
     */
    void take(Sync sync, Run run, Progress before, List<TargetDocument> listed, List<Nomination> nominations);
}
