package dev.fides.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.json.Excerpt;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads CloudEvents 1.0, whose attributes lie in the JSON (structured mode) or in headers (binary mode). */
final class CloudEvents {

    private static final String HEADER_PREFIX = "ce-";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    private CloudEvents() {}

    /** Whether a JSON value wants to be a CloudEvent. */
    static boolean looksLikeOne(JsonNode json) {
        return json.has("specversion");
    }

    /** Whether the headers of a message are those of the binary mode. */
    static boolean isBinary(EventMessage message) {
        return message.headers().containsKey(HEADER_PREFIX + "specversion");
    }

    static HostEvent structured(JsonNode json) {
        check(json);
        ObjectNode event = json.deepCopy();
        JsonNode encoded = event.remove("data_base64");
        if (encoded != null) {
            event.set("data", decoded(encoded, event.path("datacontenttype").asText("")));
        }
        return event(event);
    }

    static HostEvent binary(EventMessage message) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        message.headers().forEach((name, value) -> {
            if (name.startsWith(HEADER_PREFIX)) {
                event.put(name.substring(HEADER_PREFIX.length()), percentDecoded(value));
            }
        });
        String mediaType = message.mediaType();
        if (!mediaType.isEmpty()) {
            event.put("datacontenttype", mediaType);
        }
        if (!message.body().isBlank()) {
            event.set("data", data(message.body(), mediaType));
        }
        check(event);
        return event(event);
    }

    private static HostEvent event(ObjectNode event) {
        return new HostEvent(Optional.of(event.get("type").textValue()), event);
    }

    private static void check(JsonNode event) {
        if (!event.isObject()) {
            throw new UnreadableException("expected a CloudEvent, found " + kind(event));
        }
        for (String name : REQUIRED) {
            JsonNode value = event.path(name);
            if (!value.isTextual() || value.textValue().isEmpty()) {
                throw new UnreadableException(
                        "expected a CloudEvent with a text \"" + name + "\", found " + kind(value));
            }
        }
        String version = event.get("specversion").textValue();
        if (!version.equals("1.0")) {
            throw new UnreadableException("expected CloudEvents 1.0, found version " + Excerpt.of(version));
        }
    }

    private static JsonNode decoded(JsonNode encoded, String mediaType) {
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.asText());
            return data(new String(bytes, StandardCharsets.UTF_8), mediaType);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("expected base64 in data_base64: " + e.getMessage());
        }
    }

    private static JsonNode data(String text, String mediaType) {
        if (!isJson(mediaType)) {
            return TextNode.valueOf(text);
        }
        try {
            return Json.parse(text);
        } catch (InvalidJsonException e) {
            throw new UnreadableException("expected JSON as the event's data: " + e.getMessage());
        }
    }

    private static boolean isJson(String mediaType) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.startsWith("application/json") || type.endsWith("+json");
    }

    /** Characters beyond ASCII travel in headers as {@code %E2%82%AC}; what is no such sequence stays as it is. */
    private static String percentDecoded(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static String kind(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
