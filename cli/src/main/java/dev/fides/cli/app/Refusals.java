package dev.fides.cli.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.cli.app.AppException.Kind;
import dev.fides.json.Excerpt;
import dev.fides.rest.http.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What answers mean that are not the ones hoped for, and what to do about them. */
final class Refusals {

    private static final List<Integer> OF_PROXIES = List.of(502, 503, 504);
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>\\s*(.*?)\\s*</title>");

    private final App app;

    Refusals(App app) {
        this.app = app;
    }

    AppException of(String path, Exchange.Answer answer, Optional<ObjectNode> json) {
        int status = answer.status();
        String detail = json.map(problem -> problem.path("detail").asText()).orElse("");
        if (status == 401 || status == 403) {
            return new AppException(Kind.NOT_LIKE_THIS, key(status));
        } else if (status >= 300 && status < 400) {
            return new AppException(Kind.NOT_LIKE_THIS, redirect(status, answer));
        } else if (!detail.isEmpty() && status == 503) {
            return new AppException(Kind.AWAY, "the app at " + app.address() + " cannot do this now: " + detail);
        } else if (!detail.isEmpty() && status >= 500) {
            return isMisconfigured(app.health())
                    ? misconfigured()
                    : new AppException(
                            Kind.REFUSED,
                            "the app at " + app.address() + " met a fault of its own with " + path + " (status "
                                    + status + "): " + detail);
        } else if (!detail.isEmpty()) {
            return new AppException(status == 404 ? Kind.UNKNOWN : Kind.REFUSED, detail);
        }
        String text = new String(answer.body(), UTF_8).strip();
        if (text.startsWith("<")) {
            return page(status, text);
        } else if (status == 503) {
            return starting();
        }
        return new AppException(
                OF_PROXIES.contains(status) ? Kind.AWAY : Kind.NOT_LIKE_THIS,
                "what answers at " + app.address() + " is not Fides: status " + status + " to " + path
                        + (text.isEmpty() ? "" : ", " + Excerpt.of(text))
                        + "; FIDES_URL is to name the app, without /api");
    }

    private String key(int status) {
        return app.address().key().isPresent()
                ? "the app at " + app.address() + " does not accept the function key of FIDES_KEY (status " + status
                        + "); it may be an older one, or of another app"
                : "the app at " + app.address() + " wants a function key (status " + status + "): set FIDES_KEY";
    }

    private String redirect(int status, Exchange.Answer answer) {
        return "what answers at " + app.address() + " leads elsewhere (status " + status + "): "
                + answer.headers().firstValue("Location").map(Excerpt::of).orElse("it does not say where")
                + "; the key is not sent there. Let FIDES_URL name the app itself";
    }

    private AppException page(int status, String html) {
        Matcher title = TITLE.matcher(html);
        String said = title.find() ? "\"" + Excerpt.of(title.group(1)) + "\"" : "without a title";
        return new AppException(
                OF_PROXIES.contains(status) ? Kind.AWAY : Kind.NOT_LIKE_THIS,
                "a page came from " + app.address() + " instead of an answer: status " + status + ", " + said
                        + ". It is of a proxy or a login before the app, or of another service");
    }

    /** An answer without a body is the host's: the app's own functions do not run yet, or cannot. */
    private AppException starting() {
        ObjectNode health = app.health();
        return isMisconfigured(health)
                ? misconfigured()
                : new AppException(
                        Kind.AWAY,
                        "the app at " + app.address() + " is starting or stopping (status 503)" + missing(health)
                                + "; try again in some seconds");
    }

    private static boolean isMisconfigured(ObjectNode health) {
        return health.path("status").asText().equals("misconfigured");
    }

    private AppException misconfigured() {
        return new AppException(
                Kind.NOT_LIKE_THIS,
                "the app at " + app.address()
                        + " cannot start: its settings or sync definitions are wrong; its log says"
                        + " which. ./setup.sh check finds faults of definitions");
    }

    /** What of that which it needs does not answer it. */
    static String missing(ObjectNode health) {
        StringJoiner missing = new StringJoiner(", ", ", ", "").setEmptyValue("");
        health.path("checks").properties().stream()
                .filter(check -> !check.getValue().asText().equals("ok"))
                .forEach(check -> missing.add(check.getKey() + ": " + text(check.getValue())));
        return missing.toString();
    }

    private static String text(JsonNode said) {
        return Excerpt.of(said.asText());
    }
}
