package dev.fides.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.TargetKind;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.resilience.Attempts;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.Verdict;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.BodyKind;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Completeness;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Request;
import dev.fides.rest.write.Said.NotTheService;
import dev.fides.rest.write.Said.Told;
import dev.fides.rest.write.Said.Unclear;
import dev.fides.rest.write.Said.Unconvincing;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unavailable;
import dev.fides.target.WriteResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * What a target's answers to writes mean, by the statuses of its definition and by their bodies: only a success that comes
 * with JSON, with nothing, or with what a response template understands, confirms a write.
 */
public final class WriteAnswers {

    private final TargetKind.Rest definition;
    private final ServiceConnection connection;

    public WriteAnswers(TargetKind.Rest definition, ServiceConnection connection) {
        this.definition = definition;
        this.connection = connection;
    }

    boolean isSuccess(int status) {
        return definition.success().contains(status);
    }

    /** The document is to blame, or may be: another one may fare better. */
    boolean isPermanent(int status) {
        return definition.permanent().contains(status);
    }

    /** Sending it again soon would give the same. */
    private boolean isRefusal(int status) {
        return isPermanent(status) || (isRedirect(status) && !isSuccess(status));
    }

    /** Not followed: neither the credentials nor the document must travel to where an answer points. */
    private static boolean isRedirect(int status) {
        return status >= 300 && status < 400;
    }

    static boolean is2xx(int status) {
        return status >= 200 && status < 300;
    }

    /** What an answer says by its status, unless it is a success with a body that no service confirms with. */
    Said plain(Answer answer) {
        if (!isSuccess(answer.status())) {
            return new Told(answer.status());
        }
        return whose(answer)
                .orElseGet(() -> BodyKind.of(answer) == BodyKind.OTHER
                        ? new Unclear(
                                "expected JSON or an empty body as a confirmation; if the target confirms like this,"
                                        + " say so with a response template")
                        : new Told(answer.status()));
    }

    /** What the templates make of an answer to a lone write; without their word, what its status says. */
    Said understood(Answer answer, WriteTemplates templates, ArrayNode writes) {
        Optional<Said> stranger =
                is2xx(answer.status()) || isSuccess(answer.status()) ? whose(answer) : Optional.empty();
        if (stranger.isPresent()) {
            return stranger.get();
        }
        Told status = new Told(answer.status());
        String why = "the response template tells no status";
        try {
            Optional<Told> told = templates.outcomes(answer, body(answer), writes).values().stream()
                    .findFirst();
            if (told.isPresent()) {
                return told.get();
            }
        } catch (InvalidJsonException | PermanentException e) {
            why = connection.redact(e.getMessage());
        }
        return isSuccess(answer.status()) ? new Unclear(why) : status;
    }

    /** Why an answer of success does not count, whatever a template would read in it. */
    Optional<Said> whose(Answer answer) {
        if (answer.completeness() != Completeness.COMPLETE) {
            return Optional.of(new NotTheService("the confirmation is not all there"));
        }
        return BodyKind.of(answer) == BodyKind.PAGE
                ? Optional.of(new NotTheService(
                        "this is a page for people, of a login, a gateway or a maintenance, and" + " confirms nothing"))
                : Optional.empty();
    }

    /** The body as templates see it: JSON, an array of lines, null for nothing, and anything else as a text. */
    static JsonNode body(Answer answer) {
        BodyKind kind = BodyKind.of(answer);
        if (kind == BodyKind.EMPTY) {
            return NullNode.getInstance();
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (kind != BodyKind.JSON) {
            return TextNode.valueOf(text);
        }
        boolean lines = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith(BulkFormat.NDJSON.contentType()))
                .isPresent();
        if (!lines) {
            return Json.parse(answer.body());
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> array.add(Json.parse(line)));
        return array;
    }

    /**
     * Sends a write.
     *
     * @param reading what an answer says
     * @param repeatable whether it may be sent again although an earlier request may have been applied
     * @param expected statuses the caller knows how to go on from
     */
    Attempts<Exchange> send(
            Request request, Function<Answer, Said> reading, boolean repeatable, IntPredicate expected) {
        return connection.send(request, exchange -> judge(request, exchange, reading, repeatable, expected));
    }

    private Verdict judge(
            Request request,
            Exchange exchange,
            Function<Answer, Said> reading,
            boolean repeatable,
            IntPredicate expected) {
        Optional<Said> said = exchange instanceof Answer answer ? Optional.of(reading.apply(answer)) : Optional.empty();
        if (said.filter(what -> isFinal(what, expected)).isPresent()) {
            return new Verdict.Healthy();
        }
        String why = describe(request, exchange, said);
        if (!repeatable && mayBeApplied(exchange, said)) {
            return new Verdict.Doubtful(why);
        }
        if (exchange instanceof Answer answer) {
            Optional<Duration> retryAfter = connection.retryAfter(answer);
            return said.orElseThrow() instanceof Told told && (told.status() == 429 || told.status() == 503)
                    ? new Verdict.Overloaded(why, retryAfter)
                    : new Verdict.Failing(why, retryAfter);
        }
        return new Verdict.Failing(why, Optional.empty());
    }

    /** Asking again would give the same; that includes 2xx that are no success here, such as "accepted". */
    private boolean isFinal(Said said, IntPredicate expected) {
        if (said instanceof Told told) {
            int status = told.status();
            return isSuccess(status) || isRefusal(status) || expected.test(status) || is2xx(status);
        }
        return said instanceof Unclear;
    }

    private String describe(Request request, Exchange exchange, Optional<Said> said) {
        String message = connection.describe(request, exchange);
        if (said.isEmpty() || !(exchange instanceof Answer answer)) {
            return message;
        }
        if (said.get() instanceof Unconvincing unconvincing) {
            return message + "; " + unconvincing.why();
        }
        Told told = (Told) said.get();
        return told.status() == answer.status() && told.error().isEmpty()
                ? message
                : message + "; the response template makes it status " + told.status() + error(told);
    }

    /** The reason that a template told, to be put behind a status. */
    String error(Told told) {
        return told.error().isEmpty() ? "" : ": " + connection.redact(told.error());
    }

    /**
     * Whether the target may hold the write although it did not confirm it: an answer that got lost, a gateway or server
     * that failed on the way, a success of an unexpected kind.
     */
    private boolean mayBeApplied(Exchange exchange, Optional<Said> said) {
        if (exchange instanceof Answer) {
            return !(said.orElseThrow() instanceof Told told)
                    || (!isRefusal(told.status()) && mayBeApplied(told.status()));
        }
        return exchange instanceof Lost;
    }

    private boolean mayBeApplied(int status) {
        boolean failedOnTheWay = status >= 500 && status != 501 && status != 503;
        return failedOnTheWay || (is2xx(status) && !isSuccess(status));
    }

    /** The result of a write that ended without a confirmation; an earlier doubt outlives a later "unavailable". */
    WriteResult unconfirmed(Request request, Function<Answer, Said> reading, Attempts<Exchange> attempts) {
        WriteResult result = lastResult(request, reading, attempts);
        if (result instanceof Unavailable unavailable
                && attempts.answers().stream().anyMatch(exchange -> mayBeApplied(exchange, said(exchange, reading)))) {
            return new Unknown("an earlier attempt may have been applied; " + unavailable.message());
        }
        return result;
    }

    private static Optional<Said> said(Exchange exchange, Function<Answer, Said> reading) {
        return exchange instanceof Answer answer ? Optional.of(reading.apply(answer)) : Optional.empty();
    }

    private WriteResult lastResult(Request request, Function<Answer, Said> reading, Attempts<Exchange> attempts) {
        Optional<HeldBack> heldBack = attempts.heldBack();
        if (heldBack.isPresent()) {
            return new Unavailable(
                    connection.describe(request, heldBack.get()), heldBack.get().retryAfter());
        }
        Exchange last = attempts.last().orElseThrow();
        Optional<Said> said = said(last, reading);
        String message = describe(request, last, said);
        if (last instanceof Answer answer) {
            return said.orElseThrow() instanceof Told told
                    ? unconfirmed(told.status(), message, connection.retryAfter(answer))
                    : new Unknown(message);
        }
        return last instanceof Lost ? new Unknown(message) : new Unavailable(message, Optional.empty());
    }

    /** The result that a status other than success stands for. */
    WriteResult unconfirmed(int status, String message, Optional<Duration> retryAfter) {
        if (isRefusal(status)) {
            return new Refused(status, message);
        }
        return mayBeApplied(status) ? new Unknown(message) : new Unavailable(message, retryAfter);
    }
}
