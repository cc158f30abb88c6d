package dev.fides.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;
import java.util.Set;

/**
 * How the host's change events name the record.
 *
 * @param types event types that are listened to; empty = all
 * @param typeAt where an event says its type
 * @param list where the events of a body that was posted lie; empty when the body is an event or an array of them
 * @param key where the key lies in the event; an array names several records
 * @param signature how the host signs what it sends to the webhook; empty when it does not sign
 */
public record HostEvents(
        Set<String> types,
        TypeAt typeAt,
        Optional<JsonPointer> list,
        JsonPointer key,
        Optional<WebhookSignature> signature) {

    /** Where an event says its type. */
    public sealed interface TypeAt {

        /** Where CloudEvents, Event Grid and most others say it: {@code type}, or {@code eventType}. */
        record Usual() implements TypeAt {}

        /** In a member of its own: a text, an integer, true or false. */
        record Member(JsonPointer pointer) implements TypeAt {
            public Member {
                requireNonNull(pointer, "pointer");
            }
        }

        /** In a header of the request that brings it, as GitHub and Shopify do. */
        record Header(String name) implements TypeAt {
            public Header {
                requireNonNull(name, "name");
            }
        }
    }

    public HostEvents {
        types = Set.copyOf(types);
        requireNonNull(typeAt, "typeAt");
        requireNonNull(list, "list");
        requireNonNull(key, "key");
        requireNonNull(signature, "signature");
    }

    /** Events that say their type where most do, one in a body or an array of them. */
    public HostEvents(Set<String> types, JsonPointer key, Optional<WebhookSignature> signature) {
        this(types, new TypeAt.Usual(), Optional.empty(), key, signature);
    }
}
