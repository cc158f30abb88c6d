package dev.fides.run;

import java.util.List;
import java.util.Optional;

/**
 * A page of runs.
 *
 * @param next cursor of the next page; empty when this is the last one
 */
public record RunListing(List<Run> runs, Optional<String> next) {
    public RunListing {
        runs = List.copyOf(runs);
    }
}
