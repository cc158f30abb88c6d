package dev.fides.state;

/**
 * How many records of a sync are in which condition.
 *
 * @param published the target holds a document
 * @param deleted tombstones
 * @param creating a create is under way
 * @param unpublished known only because they failed, or because the target may hold a document of theirs
 * @param parked those with a failure, whatever their standing
 */
public record StateCounts(long published, long deleted, long creating, long unpublished, long parked) {}
