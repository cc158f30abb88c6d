package dev.fides.sync.steps;

import dev.fides.run.RunStatus;

/** How a step's work ended. */
public sealed interface StepEnd {

    /** The step's time is used up; the next step goes on. */
    record HandOn() implements StepEnd {}

    /** All is read; the run ends well once its ledgers are settled. */
    record AllRead() implements StepEnd {}

    /**
     * Nothing more is read; the run ends like this once its ledgers are settled.
     *
     * @param error what happened and what to do
     */
    record Stop(RunStatus verdict, String error) implements StepEnd {}

    /**
     * The run fails too broadly: nothing more is read, and what is queued is not published any more.
     *
     * @param error what happened and what to do
     */
    record Abort(String error) implements StepEnd {}

    /**
     * Everything is nominated, and the guard holds it.
     *
     * @param etag of exactly this list
     * @param why what was exceeded and what to do
     */
    record Hold(String etag, String why) implements StepEnd {}
}
