package dev.fides.model;

/** Why a record is to be looked at again. */
public enum RefreshReason {
    /** The host said that it changed. */
    EVENT,
    /** An operator asked. */
    REQUEST,
    /** A clean-up found that the host does not have it. */
    NOMINATION,
    /** It was parked and is due. */
    RETRY,
    /**
     * It is not known what the target holds or should hold: an unknown outcome, a lost race, an old observation, a
     * listing that gives one key to several records.
     */
    DOUBT,
    /** Its document does not fit into a queue message. */
    TOO_LARGE,
    /** Its ledger was not settled in time. */
    LOST,
    /** A verification found that the target differs. */
    DRIFT
}
