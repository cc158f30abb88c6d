package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The host's query for all records.
 *
 * @param lag by how much the listing may trail reads by key; subtracted from the time of an observation
 */
public record HostListing(Listing listing, Duration lag) {
    public HostListing {
        requireNonNull(listing, "listing");
        requireNonNull(lag, "lag");
    }
}
