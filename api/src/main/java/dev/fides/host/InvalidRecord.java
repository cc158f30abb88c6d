package dev.fides.host;

/**
 * An item of a listing that cannot be identified.
 *
 * @param place of the item on its page, from 1
 * @param reason what was expected of which field and what was found
 * @param excerpt the item's beginning, for a person to find it
 */
public record InvalidRecord(int place, String reason, String excerpt) {}
