package dev.fides.functions.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import java.net.URI;
import java.net.http.HttpResponse;

/** What a service answered. */
record Reply(int status, String contentType, String location, String text) {

    static Reply of(HttpResponse<String> response) {
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }

    /** The body, or a missing node where it is no JSON. */
    JsonNode json() {
        try {
            return Json.parse(text);
        } catch (InvalidJsonException e) {
            return MissingNode.getInstance();
        }
    }

    URI locationUri() {
        return URI.create(location);
    }
}
