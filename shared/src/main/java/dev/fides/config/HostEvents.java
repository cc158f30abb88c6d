package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Set;

/**
 * How the host's change events name the record.
 *
 * @param types event types that are listened to; empty = all
 * @param key where the key lies in the event; an array names several records
 */
public record HostEvents(Set<String> types, JsonPointer key) {
    public HostEvents {
        types = Set.copyOf(types);
        requireNonNull(key, "key");
    }
}
