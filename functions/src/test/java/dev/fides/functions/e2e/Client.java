package dev.fides.functions.e2e;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls services over HTTP. */
final class Client {

    /** Above the longest that the API lets a caller wait. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Optional<String> functionKey;
    private final Map<String, String> headers;

    Client() {
        this(Optional.empty());
    }

    Client(Optional<String> functionKey) {
        this(functionKey, Map.of());
    }

    /** With more headers on every request. */
    Client(Optional<String> functionKey, Map<String, String> headers) {
        this.functionKey = functionKey;
        this.headers = headers;
    }

    Reply get(URI uri) {
        return send("GET", uri, "");
    }

    Reply post(URI uri, String body) {
        return send("POST", uri, body);
    }

    Reply send(String method, URI uri, String body) {
        return send(method, uri, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    Reply postInChunks(URI uri, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send("POST", uri, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private Reply send(String method, URI uri, BodyPublisher body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body);
        functionKey.ifPresent(key -> builder.header("x-functions-key", key));
        headers.forEach(builder::header);
        try {
            return Reply.of(http.send(builder.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while calling " + uri, e);
        }
    }
}
