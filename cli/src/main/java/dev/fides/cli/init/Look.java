package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.access.Tls;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Request;
import dev.fides.rest.http.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads single addresses of a host, as imports do; never writes, and follows no redirect. */
final class Look {

    /** A page that takes longer is no page to begin with. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int EXCERPT = 200;

    /** What was answered. */
    record Answer(int status, String contentType, List<String> links, Optional<String> location, String text) {

        private static Answer of(Exchange.Answer answer) {
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            return new Answer(
                    answer.status(),
                    answer.headers().firstValue("Content-Type").orElse("no content type"),
                    answer.headers().allValues("Link"),
                    answer.headers().firstValue("Location"),
                    text.startsWith("\uFEFF") ? text.substring(1) : text);
        }

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

    private final Transport transport = new Transport(LIMIT, MAX_BYTES, Tls.USUAL);
    private final Map<String, String> headers;

    /**
     * @param headers sent with every request
     * @throws IllegalArgumentException naming the header that cannot be sent
     */
    Look(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of("Accept", "application/json"));
        all.putAll(headers);
        try {
            Transport.check(all);
        } catch (PermanentException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        this.headers = Map.copyOf(all);
    }

    /** @throws IllegalArgumentException when there is no answer that can be read */
    Answer at(URI address) {
        Exchange exchange = transport.send(Request.get(address), headers);
        if (exchange instanceof Exchange.Answer answer) {
            return whole(address, answer);
        } else if (exchange instanceof Exchange.NotSent not) {
            throw new IllegalArgumentException(address + " cannot be reached: " + not.why());
        } else if (exchange instanceof Exchange.Lost lost) {
            throw new IllegalArgumentException(address + " does not answer: " + lost.why());
        }
        throw new IllegalStateException("nobody reads " + exchange + ": " + address);
    }

    private static Answer whole(URI address, Exchange.Answer answer) {
        return switch (answer.completeness()) {
            case COMPLETE -> Answer.of(answer);
            case BROKEN_OFF -> throw new IllegalArgumentException(address + " broke its answer off");
            case TOO_SLOW ->
                throw new IllegalArgumentException(
                        address + " did not answer in full within " + LIMIT.toSeconds() + " s: ask for a smaller page");
            case TOO_LARGE ->
                throw new IllegalArgumentException(
                        address + " answers with more than " + MAX_BYTES + " bytes: ask for a smaller page");
            case UNREADABLE ->
                throw new IllegalArgumentException(
                        "the answer of " + address + " cannot be read: " + answer.whyUnreadable());
        };
    }
}
