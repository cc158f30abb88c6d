package dev.fides.cli.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.cli.app.AppException.Kind;
import dev.fides.config.access.Tls;
import dev.fides.json.Excerpt;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Request;
import dev.fides.rest.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the app over its HTTP API. Whatever is not the answer that was hoped for becomes an {@link AppException}. */
public final class App {

    /** The app itself waits up to 10 s for a record, and reads host and target for a preview. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Much more than any answer has; pages are short. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AppAddress address;
    private final Transport transport = new Transport(LIMIT, MOST_BYTES, Tls.USUAL);

    public App(AppAddress address) {
        this.address = address;
    }

    public AppAddress address() {
        return address;
    }

    /**
     * Asks for something to be told.
     *
     * @param path after {@code /api/}, its parts {@linkplain #encoded encoded}
     */
    public AppAnswer get(String path) {
        return read(path, transport.send(Request.get(uri(path)), headers()), "");
    }

    /**
     * Likewise, for an answer of which a member is known.
     *
     * @param member that each answer of Fides to this has, so that something else that answers is noticed
     */
    public AppAnswer get(String path, String member) {
        AppAnswer answer = get(path);
        if (!answer.json().has(member)) {
            throw new AppException(
                    Kind.NOT_LIKE_THIS,
                    "what answers at " + address + " is not Fides: status " + answer.status() + " to " + path + ", "
                            + Excerpt.of(answer.text()) + "; FIDES_URL is to name the app, without /api");
        }
        return answer;
    }

    /**
     * Asks for something to be done.
     *
     * @param path after {@code /api/}, its parts {@linkplain #encoded encoded}
     */
    public AppAnswer post(String path, ObjectNode body) {
        byte[] bytes = body.toString().getBytes(UTF_8);
        return read(
                path,
                transport.send(Request.withBody("POST", uri(path), "application/json", bytes), headers()),
                "; whether it has done it, nobody knows: look with ./setup.sh status");
    }

    /** How it is, also where that is why it answers nothing else; empty where nothing is to be learnt. */
    public ObjectNode health() {
        return transport.send(Request.get(uri("health")), headers()) instanceof Exchange.Answer answer
                ? json(answer).orElseGet(JsonNodeFactory.instance::objectNode)
                : JsonNodeFactory.instance.objectNode();
    }

    /** A text as a part of a path, or as a value in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private URI uri(String path) {
        return URI.create(address.uri() + "/api/" + path);
    }

    private Map<String, String> headers() {
        return address.key().map(key -> Map.of("x-functions-key", key)).orElse(Map.of());
    }

    private AppAnswer read(String path, Exchange exchange, String inDoubt) {
        if (exchange instanceof Exchange.NotSent none) {
            throw new AppException(Kind.AWAY, "the app at " + address + " cannot be reached: " + none.why() + advice());
        } else if (exchange instanceof Exchange.Lost lost) {
            throw new AppException(Kind.AWAY, "the app at " + address + " has not answered: " + lost.why() + inDoubt);
        }
        Exchange.Answer answer = (Exchange.Answer) exchange;
        Optional<ObjectNode> json = json(answer);
        if (answer.status() >= 200 && answer.status() < 300 && json.isPresent()) {
            return new AppAnswer(answer.status(), new String(answer.body(), UTF_8), json.get());
        }
        throw new Refusals(this).of(path, answer, json);
    }

    private String advice() {
        return address.named()
                ? "; is FIDES_URL right, and does the app run?"
                : "; start it with ./setup.sh start, or name another one in FIDES_URL";
    }

    private static Optional<ObjectNode> json(Exchange.Answer answer) {
        try {
            return JSON.readTree(answer.body()) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
