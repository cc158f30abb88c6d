package dev.fides.sync;

import dev.fides.resilience.Sleeper;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the engine takes from the machine it runs on, so that tests can give it something else.
 *
 * @param workers do work beside the invocation's own thread
 * @param random for waiting times and ids; safe for use by several threads
 * @param uniqueIds gives a new, unique text at every call
 * @param traceParent the present W3C trace context, if there is one
 * @param pause waits
 * @param heartbeat shows that work goes on
 * @param memory what host records may take
 * @param listener hears what the engine does
 */
public record EngineEnvironment(
        Clock clock,
        Workers workers,
        RandomGenerator random,
        Supplier<String> uniqueIds,
        Supplier<Optional<String>> traceParent,
        Sleeper pause,
        Heartbeat heartbeat,
        RecordMemory memory,
        EngineListener listener) {
    public EngineEnvironment {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(workers, "workers");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(uniqueIds, "uniqueIds");
        Objects.requireNonNull(traceParent, "traceParent");
        Objects.requireNonNull(pause, "pause");
        Objects.requireNonNull(heartbeat, "heartbeat");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(listener, "listener");
    }
}
