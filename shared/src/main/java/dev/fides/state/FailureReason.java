package dev.fides.state;

/** What kind of fault parked a record. */
public enum FailureReason {
    /** The mapping failed. */
    MAPPING,
    /** The mapped document does not fit its schema. */
    SCHEMA,
    /** The mapped document has no usable target id. */
    TARGET_ID,
    /** Another record owns the target id. */
    ID_TAKEN,
    /** The target refused the document for good. */
    TARGET_REFUSED,
    /** The target failed at the document time and again, while it was up. */
    TARGET_FAILED,
    /** The host refused to give the record for good. */
    HOST_REFUSED,
    /** Its change was sent time and again, and nothing was heard of it. */
    LOST
}
