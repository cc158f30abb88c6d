package dev.fides.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.HostEvents;
import dev.fides.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What was found in a message. */
public sealed interface MessageContent {

    /**
     * Events, and what stood among them but cannot be read.
     *
     * @param unreadable the others are not held up by them
     */
    record Events(List<HostEvent> events, List<UnreadableEvent> unreadable) implements MessageContent {
        public Events {
            events = List.copyOf(events);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * The same as the definition of its sync reads it: the events of a list that the body holds, and their type where a
     * header of the request says it.
     */
    default MessageContent of(EventMessage message, HostEvents listening) {
        if (!(this instanceof Events events)) {
            return this;
        }
        MessageContent unpacked =
                listening.list().isPresent() ? unpacked(events, listening.list().get()) : events;
        return unpacked instanceof Events found && listening.typeAt() instanceof HostEvents.TypeAt.Header header
                ? typed(found, message.header(header.name()))
                : unpacked;
    }

    private static MessageContent unpacked(Events events, JsonPointer list) {
        List<HostEvent> found = new ArrayList<>();
        List<UnreadableEvent> unreadable = new ArrayList<>(events.unreadable());
        for (HostEvent event : events.events()) {
            JsonNode elements = event.content().at(list);
            if (!elements.isArray()) {
                return new Unreadable(
                        "expected an array of events at \"" + list + "\", found " + CloudEvents.kind(elements));
            }
            elements.forEach(element -> {
                if (element.isObject()) {
                    found.add(HostEvent.plain(element));
                } else {
                    unreadable.add(new UnreadableEvent(
                            Json.text(element),
                            "expected an event as a JSON object at \"" + list + "\", found "
                                    + CloudEvents.kind(element)));
                }
            });
        }
        return new Events(found, unreadable);
    }

    private static Events typed(Events events, Optional<String> type) {
        return new Events(
                events.events().stream()
                        .map(event -> new HostEvent(type, event.content()))
                        .toList(),
                events.unreadable());
    }

    /**
     * Event Grid asks whether this endpoint wants its events.
     *
     * @param code to be echoed as {@code validationResponse}
     */
    record Validation(String code) implements MessageContent {
        public Validation {
            Objects.requireNonNull(code, "code");
        }
    }

    /**
     * Nobody can read it.
     *
     * @param reason what was expected and what was found
     */
    record Unreadable(String reason) implements MessageContent {
        public Unreadable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
