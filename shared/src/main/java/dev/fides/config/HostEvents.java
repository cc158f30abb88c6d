package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.source.Secret;
import java.util.Optional;
import java.util.Set;

/**
 * How the host's change events name the record.
 *
 * @param types event types that are listened to; empty = all
 * @param key where the key lies in the event; an array names several records
 * @param secret with which the host signs what it sends to the webhook; empty when it does not sign
 */
public record HostEvents(Set<String> types, JsonPointer key, Optional<Secret> secret) {
    public HostEvents {
        types = Set.copyOf(types);
        requireNonNull(key, "key");
        requireNonNull(secret, "secret");
    }
}
