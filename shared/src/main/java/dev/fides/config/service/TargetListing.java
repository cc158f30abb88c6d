package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/**
 * The target's query for all documents, which lets clean-up and verify see what the target really holds.
 *
 * @param key where a listed item has the host record's key
 * @param id where it has the target's id
 * @param document where it has the document that is compared with the mapped one
 * @param normalize JSLT file that both are sent through before they are compared
 * @param complete whether the listed document is the whole one, so that a member that only it has is a difference
 */
public record TargetListing(
        Listing listing,
        JsonPointer key,
        JsonPointer id,
        ListedAs document,
        Optional<String> normalize,
        boolean complete) {
    public TargetListing {
        requireNonNull(listing, "listing");
        requireNonNull(key, "key");
        requireNonNull(id, "id");
        requireNonNull(document, "document");
        requireNonNull(normalize, "normalize");
    }

    /** Items that are documents themselves, perhaps not with all their members. */
    public TargetListing(Listing listing, JsonPointer key, JsonPointer id) {
        this(listing, key, id, new ListedAs.At(JsonPointer.empty()), Optional.empty(), false);
    }
}
