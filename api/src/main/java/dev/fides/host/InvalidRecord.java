package dev.fides.host;

import dev.fides.model.RecordKey;
import java.util.Objects;
import java.util.Optional;

/**
 * An item of a listing that cannot be identified, or not be read. It is there: nobody may take it for absent.
 *
 * @param place of the item on its page, from 1
 * @param key of the item, where it can be told although the item cannot be read
 * @param reason what was expected of which field and what was found
 * @param excerpt the item's beginning, for a person to find it
 */
public record InvalidRecord(int place, Optional<RecordKey> key, String reason, String excerpt) {
    public InvalidRecord {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(excerpt, "excerpt");
    }

    /** An item without a usable key. */
    public InvalidRecord(int place, String reason, String excerpt) {
        this(place, Optional.empty(), reason, excerpt);
    }
}
