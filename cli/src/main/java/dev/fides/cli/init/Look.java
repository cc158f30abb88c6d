package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads single addresses of a host; never writes. */
final class Look {

    /** A page that takes longer is no page to begin with. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int EXCERPT = 200;

    /** What was answered. */
    record Answer(int status, String contentType, List<String> links, Optional<String> location, String text) {

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
            // Credentials never go to another origin.
            .followRedirects(HttpClient.Redirect.NEVER)
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
        headers.forEach((name, value) -> header(request, name, value));
        // The time limit of the client ends with the headers; a body may drip for ever.
        CompletableFuture<Answer> answer = client.sendAsync(request.build(), BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> read(address, response));
        try {
            return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IllegalArgumentException(
                    address + " did not answer in full within " + LIMIT.toSeconds() + " s: ask for a smaller page", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException unreadable) {
                throw unreadable;
            }
            throw new IllegalArgumentException(address + " cannot be reached: " + why(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("the command is being stopped", e);
        }
    }

    private static void header(HttpRequest.Builder request, String name, String value) {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            // Its message has the value, which may be a secret.
            throw new IllegalArgumentException(
                    "the header " + name + " after --header cannot be sent: its name or value has characters that no"
                            + " header may have, or the client sets it itself");
        }
    }

    private static String why(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof UnresolvedAddressException
                ? "there is no host of this name"
                : cause instanceof ConnectException
                        ? "nothing listens there"
                        : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Answer read(URI address, HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        address + " answers with more than " + MAX_BYTES + " bytes: ask for a smaller page");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse("no content type"),
                    response.headers().allValues("Link"),
                    response.headers().firstValue("Location"),
                    text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
