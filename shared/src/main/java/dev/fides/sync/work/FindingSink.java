package dev.fides.sync.work;

import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.sync.Sync;
import dev.fides.sync.compare.PageDiff;
import java.time.Instant;

/** What is done with what the host's listing brought: an import hands it on, a plan only reports it. */
interface FindingSink {

    /** Takes what one page brought, in portions. */
    interface Page {
        void take(PageDiff.Findings portion);

        /** Called after each portion but the last. */
        default void goOn() {}

        /** Called after the last portion. */
        default void end() {}
    }

    /** Takes what the pages of one step brought. */
    interface Step {
        /**
         * Begins with a page.
         *
         * @param before how far the run was before this page
         */
        Page page(Run run, Progress before);

        /**
         * Whether it waits for more pages before it is done with these.
         *
         * @param noted when it was noted last how far the run is
         */
        default boolean mayWait(Instant noted) {
            return false;
        }

        /**
         * Gets done with what waits.
         *
         * @param page number of the last page
         */
        default void handOn(int page) {}
    }

    /** Begins with a step of a run. */
    Step step(Sync sync, Run run);
}
