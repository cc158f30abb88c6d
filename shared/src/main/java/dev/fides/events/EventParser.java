package dev.fides.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads messages with events: CloudEvents 1.0 (structured, binary, batch), the schema of Event Grid, and plain JSON.
 *
 * <p>What a body without a telling content type is, it says itself: a CloudEvent has {@code specversion}, an event of
 * Event Grid {@code eventType}; everything else is an event in the host's own words, with a {@code type} or none. An
 * array is several events.
 */
public final class EventParser {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";

    /** Reads a message; nothing that it could contain makes this throw. */
    public MessageContent parse(EventMessage message) {
        try {
            return read(message);
        } catch (UnreadableException e) {
            return new MessageContent.Unreadable(e.getMessage());
        } catch (InvalidJsonException e) {
            return new MessageContent.Unreadable("expected JSON: " + e.getMessage());
        }
    }

    private static MessageContent read(EventMessage message) {
        String mediaType = message.mediaType();
        if (mediaType.equals(STRUCTURED)) {
            return one(CloudEvents.structured(Json.parse(message.body())));
        }
        if (mediaType.equals(BATCH)) {
            JsonNode batch = Json.parse(message.body());
            if (!batch.isArray()) {
                throw new UnreadableException("expected an array of CloudEvents, found " + CloudEvents.kind(batch));
            }
            return several(batch, CloudEvents::structured);
        }
        if (mediaType.startsWith("application/cloudevents")) {
            throw new UnreadableException("expected " + STRUCTURED + ", " + BATCH + " or JSON, found " + mediaType);
        }
        if (CloudEvents.isBinary(message)) {
            return one(CloudEvents.binary(message));
        }
        JsonNode json = Json.parse(message.body());
        Optional<String> code = validationCode(json.isArray() && json.size() == 1 ? json.get(0) : json);
        if (code.isPresent()) {
            return new MessageContent.Validation(code.get());
        }
        return json.isArray() ? several(json, EventParser::event) : one(event(json));
    }

    private interface Reading {
        HostEvent read(JsonNode json);
    }

    private static MessageContent one(HostEvent event) {
        return new MessageContent.Events(List.of(event), List.of());
    }

    private static MessageContent several(JsonNode array, Reading reading) {
        List<HostEvent> events = new ArrayList<>();
        List<UnreadableEvent> unreadable = new ArrayList<>();
        for (JsonNode element : array) {
            try {
                events.add(reading.read(element));
            } catch (UnreadableException e) {
                unreadable.add(new UnreadableEvent(Json.text(element), e.getMessage()));
            }
        }
        return new MessageContent.Events(events, unreadable);
    }

    private static HostEvent event(JsonNode json) {
        if (!json.isObject()) {
            throw new UnreadableException("expected an event as a JSON object, found " + CloudEvents.kind(json));
        }
        if (CloudEvents.looksLikeOne(json)) {
            return CloudEvents.structured(json);
        }
        return HostEvent.plain(json);
    }

    private static Optional<String> validationCode(JsonNode json) {
        return json.path("eventType").asText().equals(VALIDATION)
                ? HostEvent.text(json.path("data").path("validationCode"))
                : Optional.empty();
    }
}
