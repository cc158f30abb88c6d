package dev.fides.functions.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered to a call.
 *
 * @param status HTTP status
 * @param headers besides the content type
 * @param body empty for none
 */
public record Answer(int status, Map<String, String> headers, String contentType, Optional<String> body) {

    private static final String JSON = "application/json";

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(JsonNode body) {
        return new Answer(200, Map.of(), JSON, Optional.of(Json.text(body)));
    }

    /** Accepted: how it goes on can be read at the location. */
    public static Answer accepted(String location, JsonNode body) {
        return new Answer(202, Map.of("Location", location), JSON, Optional.of(Json.text(body)));
    }

    /** A text of another type than JSON. */
    public static Answer text(String contentType, String body, Map<String, String> headers) {
        return new Answer(200, headers, contentType, Optional.of(body));
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
