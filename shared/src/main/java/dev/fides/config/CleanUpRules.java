package dev.fides.config;

/**
 * The guard: a clean-up that would delete more than either limit is held until someone approves it.
 *
 * @param maxDeletes records
 * @param maxDeletePercent percent of the sync's published records
 * @param foreign whether documents this sync has not published are deleted too
 * @param maxEventDeletesPerHour deletes that neither a clean-up nor a person asked for, such as on the word of
 *     events; what is over waits for the next clean-up
 */
public record CleanUpRules(int maxDeletes, int maxDeletePercent, boolean foreign, int maxEventDeletesPerHour) {}
