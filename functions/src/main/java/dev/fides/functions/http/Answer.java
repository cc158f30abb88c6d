package dev.fides.functions.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered to a call.
 *
 * @param status HTTP status
 * @param headers besides the content type
 * @param body empty for none
 */
public record Answer(int status, Map<String, String> headers, String contentType, Optional<JsonNode> body) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonNode body) {
        return new Answer(200, Map.of(), "application/json", Optional.of(body));
    }

    /** Accepted: how it goes on can be read at the location. */
    public static Answer accepted(String location, JsonNode body) {
        return new Answer(202, Map.of("Location", location), "application/json", Optional.of(body));
    }

    /** With another status. */
    public Answer withStatus(int newStatus) {
        return new Answer(newStatus, headers, contentType, body);
    }

    /** With one more header. */
    public Answer with(String header, String value) {
        java.util.HashMap<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, contentType, body);
    }
}
