package dev.fides.bounds;

import java.time.Instant;
import java.util.Objects;

/**
 * A thread that could not be brought to end its work. It has been given up, and takes processor time until it ends by
 * itself or the process does.
 *
 * @param owner in whose name it worked, such as a sync
 * @param item what it worked on, such as a record's key
 */
public record LostThread(String owner, String item, Instant since) {
    public LostThread {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(since, "since");
    }
}
