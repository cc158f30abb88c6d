package dev.fides.config;

/**
 * The guard: a clean-up that would delete more than either limit is held until someone approves it. Deletes that neither
 * a clean-up nor a person asked for, such as on the word of events, draw on an allowance of every hour: what is over waits
 * for the next clean-up.
 *
 * @param maxDeletes records
 * @param maxDeletePercent percent of the sync's published records
 * @param foreign whether documents this sync has not published are deleted too
 * @param maxEventDeletesPerHour the allowance in records
 * @param maxEventDeletePercent the allowance in percent of the sync's published records, but never less than
 *     {@value #EVENT_DELETES_OF_SMALL_SYNCS} records; the smaller of the two counts
 */
public record CleanUpRules(
        int maxDeletes, int maxDeletePercent, boolean foreign, int maxEventDeletesPerHour, int maxEventDeletePercent) {

    /** A percentage of few records is none at all: a handful an hour goes through in a sync of any size. */
    public static final int EVENT_DELETES_OF_SMALL_SYNCS = 5;

    /** How many deletes the allowance of an hour is, in a sync of so many published records. */
    public int eventDeletesPerHour(long published) {
        long share = Math.max(EVENT_DELETES_OF_SMALL_SYNCS, published * maxEventDeletePercent / 100);
        return (int) Math.min(maxEventDeletesPerHour, share);
    }
}
