package dev.fides.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.HostEvents;
import dev.fides.model.RecordKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which records an event is about, as a sync's definition says. */
public sealed interface EventKeys {

    /**
     * These.
     *
     * @param keys at least one, without doubles
     */
    record Found(List<RecordKey> keys) implements EventKeys {
        public Found {
            keys = List.copyOf(keys);
        }
    }

    /** The definition does not listen to events of this type. */
    record NotListened() implements EventKeys {}

    /**
     * The definition listens, but the event does not name records.
     *
     * @param reason what was expected and what was found
     */
    record Unusable(String reason) implements EventKeys {
        public Unusable {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Events of Event Grid about itself, such as that a subscription was deleted, say nothing about records. */
    String OF_EVENT_GRID = "Microsoft.EventGrid.";

    /** Reads one event. */
    static EventKeys of(HostEvent event, HostEvents listening) {
        boolean listened = listening.types().isEmpty()
                ? event.type().filter(type -> type.startsWith(OF_EVENT_GRID)).isEmpty()
                : event.type().filter(listening.types()::contains).isPresent();
        return listened ? keys(event.content().at(listening.key()), listening.key()) : new NotListened();
    }

    private static EventKeys keys(JsonNode named, JsonPointer pointer) {
        Iterable<JsonNode> values = named.isArray() ? named : List.of(named);
        Set<RecordKey> keys = new LinkedHashSet<>();
        for (JsonNode value : values) {
            if (!value.isTextual() && !value.isIntegralNumber()) {
                return new Unusable(
                        "expected a string or an integer at \"" + pointer + "\", found " + CloudEvents.kind(value));
            }
            if (hasLoneSurrogate(value.asText())) {
                // It has no UTF-8 form: on its way to the host it would become another key.
                return new Unusable("expected valid Unicode at \"" + pointer + "\", found a lone surrogate");
            }
            try {
                keys.add(new RecordKey(value.asText()));
            } catch (IllegalArgumentException e) {
                return new Unusable("the key at \"" + pointer + "\": " + e.getMessage());
            }
        }
        return keys.isEmpty()
                ? new Unusable("expected at least one key at \"" + pointer + "\", found an empty array")
                : new Found(List.copyOf(keys));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
