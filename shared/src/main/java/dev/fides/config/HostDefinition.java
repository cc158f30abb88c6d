package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.Resilience;
import dev.fides.model.KeyPointers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The service whose records are the truth.
 *
 * @param kind what kind of service it is, with what only that kind has
 * @param key where a record has its stable identity, a string or an integer, or several of them
 * @param ignore volatile members that are no part of the source hash
 * @param sets arrays whose order says nothing, so that the source hash does not see it
 * @param timeout of one call, connecting and reading together
 */
public record HostDefinition(
        HostKind kind,
        KeyPointers key,
        List<JsonPointer> ignore,
        List<JsonPointer> sets,
        Duration timeout,
        Resilience resilience,
        Optional<HostEvents> events) {
    public HostDefinition {
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        ignore = List.copyOf(ignore);
        sets = List.copyOf(sets);
        requireNonNull(timeout, "timeout");
        requireNonNull(resilience, "resilience");
        requireNonNull(events, "events");
    }

    /** A host whose keys are one member. */
    public HostDefinition(
            HostKind kind,
            JsonPointer key,
            List<JsonPointer> ignore,
            List<JsonPointer> sets,
            Duration timeout,
            Resilience resilience,
            Optional<HostEvents> events) {
        this(kind, new KeyPointers(key), ignore, sets, timeout, resilience, events);
    }
}
