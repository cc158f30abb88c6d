package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * The target's query for all documents, which lets clean-up and verify see what the target really holds.
 *
 * @param key where a listed document has the host record's key
 * @param id where it has the target's id
 */
public record TargetListing(Listing listing, JsonPointer key, JsonPointer id) {
    public TargetListing {
        requireNonNull(listing, "listing");
        requireNonNull(key, "key");
        requireNonNull(id, "id");
    }
}
