package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single addresses of a host; never writes. */
final class Look {

    /** A page that takes longer is no page to begin with. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int EXCERPT = 200;

    /** What was answered. */
    record Answer(int status, String contentType, List<String> links, String text) {

        Optional<JsonNode> json() {
            try {
                return Optional.of(Json.parse(text));
            } catch (InvalidJsonException e) {
                return Optional.empty();
            }
        }

        boolean hasNextLink() {
            return links.stream().anyMatch(link -> link.matches(".*rel=\"?next\"?.*"));
        }

        String excerpt() {
            return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final Map<String, String> headers;

    /** @param headers sent with every request */
    Look(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    /** @throws IllegalArgumentException when there is no answer that can be read */
    Answer at(URI address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(LIMIT).header("Accept", "application/json");
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.body().length > MAX_BYTES) {
                throw new IllegalArgumentException(address + " answered with " + response.body().length
                        + " bytes; expected at most " + MAX_BYTES + ": ask for a smaller page");
            }
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse("no content type"),
                    response.headers().allValues("Link"),
                    new String(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    address + " cannot be reached: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("the command is being stopped", e);
        }
    }
}
