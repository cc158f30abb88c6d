package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.model.KeyPointers;
import java.util.Optional;

/**
 * The target's query for all documents, which lets clean-up and verify see what the target really holds.
 *
 * @param key how a listed item tells the host record's key
 * @param id where it has the target's id
 * @param document where it has the document that is compared with the mapped one
 * @param normalize JSLT file that both are sent through before they are compared
 * @param complete whether the listed document is the whole one, so that a member that only it has is a difference
 */
public record TargetListing(
        Listing listing,
        ListedKey key,
        JsonPointer id,
        ListedAs document,
        Optional<String> normalize,
        boolean complete) {
    /** How a listed item tells the host record's key. */
    public sealed interface ListedKey {

        /** It has the key. */
        record At(KeyPointers pointers) implements ListedKey {
            public At {
                requireNonNull(pointers, "pointers");
            }
        }

        /** This JSLT file, beside the definition, makes it of the item; null where the item belongs to somebody else. */
        record MadeBy(String file) implements ListedKey {
            public MadeBy {
                requireNonNull(file, "file");
            }
        }
    }

    public TargetListing {
        requireNonNull(listing, "listing");
        requireNonNull(key, "key");
        requireNonNull(id, "id");
        requireNonNull(document, "document");
        requireNonNull(normalize, "normalize");
    }

    /** Items that are documents themselves, perhaps not with all their members. */
    public TargetListing(Listing listing, JsonPointer key, JsonPointer id) {
        this(
                listing,
                new ListedKey.At(new KeyPointers(key)),
                id,
                new ListedAs.At(JsonPointer.empty()),
                Optional.empty(),
                false);
    }
}
