package dev.fides.cli.connect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that was tried with a service.
 *
 * @param name what was tried
 * @param said what was done and what came of it
 * @param change what to change in the definition, where something is wrong or looks wrong
 */
public record Step(String name, Outcome outcome, String said, Optional<String> change, Duration took) {

    /** How it ended. */
    public enum Outcome {
        OK,
        /** It may be meant like this. */
        WARNING,
        FAULT,
        /** Not tried, and why. */
        SKIPPED
    }

    public Step {
        requireNonNull(name, "name");
        requireNonNull(outcome, "outcome");
        requireNonNull(said, "said");
        requireNonNull(change, "change");
        requireNonNull(took, "took");
    }
}
