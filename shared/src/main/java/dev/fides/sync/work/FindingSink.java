package dev.fides.sync.work;

import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.PageDiff;

/** What is done with what a page of the host's listing brought: an import hands it on, a plan only reports it. */
interface FindingSink {

    /** Takes what one page brought, in portions. */
    interface Page {
        void take(PageDiff.Findings portion);

        /** Called after the last portion. */
        default void end() {}
    }

    /**
     * Begins with a page.
     *
     * @param before how far the run was before this page
     */
    Page page(Sync sync, Run run, Progress before);
}
