package dev.fides.run;

import dev.fides.model.RecordKey;
import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong, or looks wrong, with what the host listed: there is no record that could be parked for it.
 *
 * @param page of the listing, from 1
 * @param key that the items have, where it is usable
 * @param reason what was expected, what was found and what comes of it; names field, sync and run
 * @param excerpt the beginning of an item without a key, for a person to find it
 */
public record Problem(int page, Optional<RecordKey> key, String reason, Optional<String> excerpt) {

    /** A run keeps no more than this about single items; more of them say nothing new. */
    public static final int MAX = 100;

    public Problem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(excerpt, "excerpt");
    }
}
