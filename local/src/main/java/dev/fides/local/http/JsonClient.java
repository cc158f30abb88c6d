package dev.fides.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Calls services that speak JSON over HTTP. */
public final class JsonClient {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Duration timeout;
    private final Map<String, String> headers;

    public JsonClient() {
        this(TIMEOUT, Map.of());
    }

    /**
     * A client.
     *
     * @param timeout of one call
     * @param headers sent with every call; one named {@code Content-Type} replaces {@code application/json}
     */
    public JsonClient(Duration timeout, Map<String, String> headers) {
        this.timeout = timeout;
        var all = new HashMap<>(Map.of("Content-Type", "application/json"));
        all.putAll(headers);
        this.headers = Map.copyOf(all);
    }

    /** A client that shows a function key with every call, where there is one. */
    public static JsonClient ofApp(Optional<String> functionKey) {
        return new JsonClient(
                TIMEOUT, functionKey.map(key -> Map.of("x-functions-key", key)).orElse(Map.of()));
    }

    /**
     * One answer.
     *
     * @param body a missing node where there is no JSON
     */
    public record Answer(int status, Optional<String> location, JsonNode body) {

        public boolean ok() {
            return status < 300;
        }

        /** What a problem (RFC 9457) says, or else the status. */
        public String problem() {
            String text = body.path("detail").asText(body.path("title").asText(""));
            return text.isEmpty() ? "status " + status : "status " + status + ": " + text;
        }
    }

    public Answer get(URI uri) throws IOException, InterruptedException {
        return send("GET", uri, "");
    }

    public Answer post(URI uri, String body) throws IOException, InterruptedException {
        return send("POST", uri, body);
    }

    /**
     * Calls and waits for the answer.
     *
     * @throws IOException when there is none
     */
    public Answer send(String method, URI uri, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.headers().firstValue("Location"), json(response.body()));
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
