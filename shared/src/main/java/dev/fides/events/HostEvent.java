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
}
