package dev.fides.local.launch.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.launch.parts.LaunchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls JSON services over HTTP. */
public final class JsonClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Optional<String> functionKey;

    public JsonClient() {
        this(Optional.empty());
    }

    /** Shows a function key with every call. */
    public JsonClient(Optional<String> functionKey) {
        this.functionKey = functionKey;
    }

    /**
     * One answer.
     *
     * @param body null node where there is no JSON
     */
    public record Answer(int status, Optional<String> location, JsonNode body) {

        /** What a problem (RFC 9457) says, or else the status. */
        public String problem() {
            String text = body.path("detail").asText(body.path("title").asText(""));
            return text.isEmpty() ? "status " + status : "status " + status + ": " + text;
        }
    }

    public Answer get(URI uri) throws IOException {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    public Answer post(URI uri) throws IOException {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        functionKey.ifPresent(key -> request.header("x-functions-key", key));
        try {
            HttpResponse<String> response = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().firstValue("Location"), json(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MAPPER.nullNode();
        }
    }
}
