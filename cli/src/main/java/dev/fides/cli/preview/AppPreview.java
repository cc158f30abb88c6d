package dev.fides.cli.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks a running app for a preview: it knows what the target confirmed. */
final class AppPreview {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** The app reads host and target meanwhile. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final URI app;
    private final Optional<String> key;

    /**
     * @param app its address, without {@code /api}
     * @param key a function key, where the app wants one
     */
    AppPreview(URI app, Optional<String> key) {
        this.app = app;
        this.key = key;
    }

    /**
     * What the app says; empty where none answers at its address, or it has no such sync.
     *
     * @throws IllegalStateException when it refuses
     */
    Optional<ObjectNode> of(String sync, String recordKey) {
        URI address = URI.create(app.toString().replaceAll("/$", "") + "/api/syncs/" + encoded(sync) + "/preview?key="
                + encoded(recordKey));
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER);
        key.ifPresent(secret -> request.setHeader("x-functions-key", secret));
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "the app at " + app + " answers with status " + answer.statusCode() + ": " + answer.body());
            }
            return Optional.of((ObjectNode) new ObjectMapper().readTree(answer.body()));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalStateException("what answers at " + app + " is not Fides: " + e.getMessage(), e);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
