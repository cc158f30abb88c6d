package dev.fides.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.HostEvents;
import dev.fides.model.RecordKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** A text that may be another date and time in the form that .NET writes; longer or shorter ones pass as they are. */
    Pattern DATE_AND_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,7})?(?:Z|[+-]\\d\\d:\\d\\d)?");

    /** Reads one event as the host wrote it. */
    static EventKeys of(HostEvent event, HostEvents listening) {
        return of(event, listening, Wording.EXACT);
    }

    /** Reads one event. A key that another text may have become names nobody for certain, and is not used. */
    static EventKeys of(HostEvent event, HostEvents listening, Wording wording) {
        Optional<String> type = type(event, listening);
        boolean listened = listening.types().isEmpty()
                ? event.type().filter(own -> own.startsWith(OF_EVENT_GRID)).isEmpty()
                : type.filter(listening.types()::contains).isPresent();
        if (!listened) {
            return new NotListened();
        }
        EventKeys keys = keys(event.content().at(listening.key()), listening.key());
        return wording == Wording.REWRITTEN && keys instanceof Found found ? certain(found, listening.key()) : keys;
    }

    private static Optional<String> type(HostEvent event, HostEvents listening) {
        if (listening.typeAt() instanceof HostEvents.TypeAt.Member member) {
            JsonNode type = event.content().at(member.pointer());
            return Optional.of(type)
                    .filter(found -> found.isTextual() || found.isIntegralNumber() || found.isBoolean())
                    .map(JsonNode::asText);
        }
        return event.type();
    }

    private static EventKeys certain(Found found, JsonPointer pointer) {
        return found.keys().stream()
                .map(RecordKey::value)
                .filter(key -> DATE_AND_TIME.matcher(key).matches())
                .<EventKeys>map(
                        key -> new Unusable(
                                "the key \"" + key + "\" at \"" + pointer
                                        + "\" has the form of a date and time, which the Event Grid trigger may have rewritten, so that it may"
                                        + " name another record: deliver these events to the queue fides-host-events or to the webhook"))
                .findFirst()
                .orElse(found);
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
