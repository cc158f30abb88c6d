package dev.fides.run;

/** What came of one change of a run. */
public enum Outcome {
    /** Not known yet. */
    PENDING,
    /** The target confirmed it. */
    PUBLISHED,
    /** The target confirmed that it holds the document no longer. */
    DELETED,
    /** The target holds what the host has, by another change or because nothing differed. */
    SUPERSEDED,
    /** It failed for good and is parked. */
    FAILED,
    /** The guard holds it. */
    HELD,
    /** Its run was cancelled before it was published. */
    CANCELLED;

    public boolean settled() {
        return this != PENDING;
    }
}
