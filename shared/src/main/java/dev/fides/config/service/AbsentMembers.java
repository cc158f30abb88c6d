package dev.fides.config.service;

/** What becomes of members that the target's document has and a new one lacks. */
public enum AbsentMembers {
    /** They are sent as null, which asks a target that merges to drop them. */
    NULL,
    /** Nothing is said of them. */
    KEEP
}
