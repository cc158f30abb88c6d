package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The host's query for all records.
 *
 * @param lag by how much the listing may trail reads by key; subtracted from the time of an observation
 * @param complete whether a listed record is the whole record; else it is only a hint, and the record is read by key
 */
public record HostListing(Listing listing, Duration lag, boolean complete) {
    public HostListing {
        requireNonNull(listing, "listing");
        requireNonNull(lag, "lag");
    }
}
