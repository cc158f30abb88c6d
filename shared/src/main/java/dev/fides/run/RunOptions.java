package dev.fides.run;

import dev.fides.model.RecordKey;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What the starter of a run asked for.
 *
 * @param limit read no more than so many records (canary)
 * @param keys read only these records (canary); empty for all
 * @param repair send refreshes for what a verification finds to differ
 */
public record RunOptions(OptionalLong limit, List<RecordKey> keys, boolean repair) {

    public static final RunOptions DEFAULT = new RunOptions(OptionalLong.empty(), List.of(), false);

    public RunOptions {
        Objects.requireNonNull(limit, "limit");
        keys = List.copyOf(keys);
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("limit must be 1 or more, not " + limit.getAsLong());
        }
    }
}
