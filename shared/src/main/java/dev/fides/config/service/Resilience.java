package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

/**
 * How hard a host or target is pressed, and how its failures are borne.
 *
 * @param attempts calls within one invocation, the first one included
 * @param requestsPerSecond for all instances of Fides together
 * @param concurrency calls under way at a time in one process
 */
public record Resilience(int attempts, Circuit circuit, int requestsPerSecond, int concurrency) {
    public Resilience {
        requireNonNull(circuit, "circuit");
    }
}
