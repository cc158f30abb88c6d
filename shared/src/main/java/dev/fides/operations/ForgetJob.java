package dev.fides.operations;

import java.time.Instant;
import java.util.Objects;

/**
 * The removal of everything that is remembered of a sync which is no longer defined.
 *
 * @param by who asked for it
 * @param since when
 * @param states sync states removed so far, owners of target ids included
 * @param runDocuments runs, ledgers and pages removed so far
 * @param controlDocuments pauses, schedules and the like removed so far
 * @param why what stopped it; empty unless it is stopped
 */
public record ForgetJob(
        String sync,
        String by,
        Instant since,
        Status status,
        long states,
        long runDocuments,
        long controlDocuments,
        String why) {

    /** How far it is. */
    public enum Status {
        RUNNING,
        /** An instance that still, or again, defines the sync objected. */
        STOPPED,
        DONE
    }

    public ForgetJob {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(why, "why");
        if (states < 0 || runDocuments < 0 || controlDocuments < 0) {
            throw new IllegalArgumentException("less than nothing was removed: sync " + sync);
        }
    }

    /** A job of which nothing is done. */
    static ForgetJob begun(String sync, String by, Instant now) {
        return new ForgetJob(sync, by, now, Status.RUNNING, 0, 0, 0, "");
    }

    /** The same job after so much more was removed. */
    ForgetJob after(long moreStates, long moreRunDocuments, long moreControlDocuments) {
        return new ForgetJob(
                sync,
                by,
                since,
                status,
                states + moreStates,
                runDocuments + moreRunDocuments,
                controlDocuments + moreControlDocuments,
                why);
    }

    ForgetJob done() {
        return new ForgetJob(sync, by, since, Status.DONE, states, runDocuments, controlDocuments, "");
    }

    ForgetJob stopped(String reason) {
        return new ForgetJob(sync, by, since, Status.STOPPED, states, runDocuments, controlDocuments, reason);
    }
}
