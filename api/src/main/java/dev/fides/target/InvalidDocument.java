package dev.fides.target;

import dev.fides.model.RecordKey;
import java.util.Objects;
import java.util.Optional;

/**
 * An item of a target's listing that cannot be read, or has no id. It is there: nobody may take its document for lost.
 *
 * @param place of the item on its page, from 1
 * @param key of the record that it stands for, where that can be told
 * @param reason what was expected of which field and what was found
 * @param excerpt the item's beginning, for a person to find it
 */
public record InvalidDocument(int place, Optional<RecordKey> key, String reason, String excerpt) {
    public InvalidDocument {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(excerpt, "excerpt");
    }
}
