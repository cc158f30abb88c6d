package dev.fides.run;

/** Where a run stands. */
public enum RunStatus {
    /** Its first step is queued. */
    QUEUED,
    /** Its steps read and compare. */
    RUNNING,
    /** All is read; some changes are not settled yet. */
    PUBLISHING,
    /** The guard holds its deletes until somebody approves them. */
    AWAITING_APPROVAL,
    /** Everything was done. */
    COMPLETED,
    /** Everything was done but for records that are parked. */
    COMPLETED_WITH_FAILURES,
    /** The listing contradicted itself; what was read is published, nothing is concluded from what was missing. */
    INCOMPLETE,
    /** It was given up; {@code error} says why and what to do. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED,
    /** A newer run took over what it waited for. */
    SUPERSEDED;

    /** Whether nothing will happen in this run any more. */
    public boolean ended() {
        return switch (this) {
            case QUEUED, RUNNING, PUBLISHING, AWAITING_APPROVAL -> false;
            case COMPLETED, COMPLETED_WITH_FAILURES, INCOMPLETE, FAILED, CANCELLED, SUPERSEDED -> true;
        };
    }

    /** Whether steps of it may still run. */
    public boolean stepping() {
        return this == QUEUED || this == RUNNING;
    }
}
