package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.Resilience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The service whose records are the truth.
 *
 * @param kind what kind of service it is, with what only that kind has
 * @param key where a record has its stable identity, a string or an integer
 * @param ignore volatile members that are no part of the source hash
 * @param timeout of one call, connecting and reading together
 */
public record HostDefinition(
        HostKind kind,
        JsonPointer key,
        List<JsonPointer> ignore,
        Duration timeout,
        Resilience resilience,
        Optional<HostEvents> events) {
    public HostDefinition {
        requireNonNull(kind, "kind");
        requireNonNull(key, "key");
        ignore = List.copyOf(ignore);
        requireNonNull(timeout, "timeout");
        requireNonNull(resilience, "resilience");
        requireNonNull(events, "events");
    }
}
