package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.config.access.Tls;
import dev.fides.json.Json;
import dev.fides.rest.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A service as its users call it: what tests put there and look up there goes through its own API.
 *
 * @param headers of every request
 */
record Service(URI uri, Map<String, String> headers) {

    private static final HttpClient CLIENT = client();

    private static HttpClient client() {
        // The JDK reads its settings once, with a JVM's first client. That must be the engine's, also for tests that
        // come later.
        new Transport(Duration.ofSeconds(1), 1, Tls.USUAL);
        return HttpClient.newHttpClient();
    }

    Service(URI uri) {
        this(uri, Map.of("Content-Type", "application/json"));
    }

    /** The part of it under a path. */
    Service under(String path) {
        return new Service(URI.create(uri + path), headers);
    }

    /** The same, asked with one more header. */
    Service with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Service(uri, more);
    }

    JsonNode get(String path) {
        return call("GET", path, MissingNode.getInstance());
    }

    /** What the service answers; anything but a success fails the test. */
    JsonNode call(String method, String path, JsonNode body) {
        return sent(method, path, body.isMissingNode() ? "" : Json.text(body));
    }

    /** What the service answers to a body that is no JSON. */
    JsonNode sent(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isBlank() ? MissingNode.getInstance() : Json.parse(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A text as a segment of a path or a value of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
