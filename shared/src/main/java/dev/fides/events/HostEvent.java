package dev.fides.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a host says happened.
 *
 * @param type what happened, in the host's words; empty when the event does not say
 * @param content the whole event; a CloudEvent has its attributes beside {@code data}, however it travelled
 */
public record HostEvent(Optional<String> type, JsonNode content) {
    public HostEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
    }

    /** An event in the host's own words, or in those of Event Grid. */
    static HostEvent plain(JsonNode json) {
        return new HostEvent(text(json.path("eventType")).or(() -> text(json.path("type"))), json);
    }

    static Optional<String> text(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
