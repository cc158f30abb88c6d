package dev.fides.rest.call;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.json.JsonItem;
import dev.fides.json.JsonText;
import dev.fides.model.FidesException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Attempts;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.Verdict;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Completeness;
import dev.fides.rest.http.Messages;
import dev.fides.rest.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads from a service: an answer that was not expected is an exception, never "nothing there". */
public final class Reads {

    /** Refused credentials are the connection's fault and no record's; others may repair them meanwhile. */
    private static final Set<Integer> TRANSIENT_REFUSALS = Set.of(401, 403, 407, 408, 421, 425);

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private static final Set<Completeness> CAME_NOT_WHOLE = Set.of(Completeness.BROKEN_OFF, Completeness.TOO_SLOW);

    /** After the others a search would be asked again as a GET, without its body: something else. */
    private static final Set<Integer> REDIRECTS_OF_SEARCHES = Set.of(307, 308);

    /** Services redirect once or twice. */
    private static final int MOST_REDIRECTS = 5;

    private final ServiceConnection connection;

    public Reads(ServiceConnection connection) {
        this.connection = connection;
    }

    /**
     * The answer, whose status is 200 or one of the others that are expected. Where a redirect leads only 200 is: a page
     * that is not there, such as one to log in at, must not be taken for a record that is not there.
     */
    public Answer get(Request request, Set<Integer> others) {
        Request next = request;
        for (int redirects = 0; ; redirects++) {
            Set<Integer> expected = redirects == 0 ? others : Set.of();
            Answer answer = once(next, expected);
            Optional<String> location = redirection(next, answer, expected);
            if (location.isEmpty()) {
                return answer;
            }
            next = redirected(next, location.get(), redirects);
        }
    }

    private Optional<String> redirection(Request request, Answer answer, Set<Integer> others) {
        return followed(request, answer) && !isExpected(answer, others)
                ? answer.headers().firstValue("Location")
                : Optional.empty();
    }

    /** Whether it says that the same is to be read elsewhere, and the definition says how that is followed. */
    private boolean followed(Request request, Answer answer) {
        Set<Integer> redirects = request.method().equals("GET") ? REDIRECTS : REDIRECTS_OF_SEARCHES;
        return connection.addresses().followsRedirects()
                && redirects.contains(answer.status())
                && answer.headers().firstValue("Location").isPresent();
    }

    private Request redirected(Request from, String location, int redirects) {
        URI to = connection.addresses().at(connection.addresses().follow(from.uri(), location));
        if (to.equals(from.uri()) || redirects == MOST_REDIRECTS) {
            throw new PermanentException(connection.describe(
                    from,
                    "redirected to " + Messages.location(location) + ", which at this service is "
                            + (to.equals(from.uri()) ? "the same address" : "one more redirect")
                            + "; mend baseUrl, such as to https, or links"));
        }
        return from.at(to);
    }

    private Answer once(Request request, Set<Integer> others) {
        Attempts<Exchange> attempts = connection.send(request, exchange -> judge(request, exchange, others));
        Optional<HeldBack> heldBack = attempts.heldBack();
        if (heldBack.isPresent()) {
            throw new RetryableException(
                    connection.describe(request, heldBack.get()) + lastAnswer(request, attempts),
                    heldBack.get().retryAfter().orElse(null),
                    null);
        }
        Exchange exchange = attempts.last().orElseThrow();
        if (exchange instanceof Answer answer) {
            if (isExpected(answer, others) || followed(request, answer)) {
                return answer;
            }
            throw failure(request, answer);
        }
        throw new RetryableException(connection.describe(request, exchange), null);
    }

    private String lastAnswer(Request request, Attempts<Exchange> attempts) {
        int count = attempts.answers().size();
        return count == 0
                ? ""
                : "; before that "
                        + connection.describe(request, attempts.answers().get(count - 1));
    }

    private static boolean isExpected(Answer answer, Set<Integer> others) {
        return others.contains(answer.status())
                || (answer.status() == 200 && answer.completeness() == Completeness.COMPLETE);
    }

    private FidesException failure(Request request, Answer answer) {
        String message = connection.describe(request, answer);
        return isTransient(answer)
                ? new RetryableException(message, connection.retryAfter(answer).orElse(null), null)
                : new PermanentException(message);
    }

    private static boolean isTransient(Answer answer) {
        int status = answer.status();
        return status >= 500
                || status == 429
                || TRANSIENT_REFUSALS.contains(status)
                || (status == 200 && CAME_NOT_WHOLE.contains(answer.completeness()));
    }

    private Verdict judge(Request request, Exchange exchange, Set<Integer> others) {
        if (!(exchange instanceof Answer answer)) {
            return new Verdict.Failing(connection.describe(request, exchange), Optional.empty());
        }
        if (isExpected(answer, others) || !isTransient(answer)) {
            return new Verdict.Healthy();
        }
        String why = connection.describe(request, answer);
        return answer.status() == 429 || answer.status() == 503
                ? new Verdict.Overloaded(why, connection.retryAfter(answer))
                : new Verdict.Failing(why, connection.retryAfter(answer));
    }

    /** The answer's body, to be read as a whole. */
    public JsonNode json(Request request, Answer answer) {
        return read(request, answer, JsonText::whole);
    }

    /**
     * Reads something of the answer's body.
     *
     * @throws RetryableException when the body is not the JSON that is needed for that: it may be cut, or not the service's
     */
    public <T> T read(Request request, Answer answer, Function<JsonText, T> reading) {
        try {
            return reading.apply(new JsonText(answer.body()));
        } catch (InvalidJsonException e) {
            throw new RetryableException(
                    connection.describe(request, answer) + "; this is not JSON: " + connection.redact(e.getMessage()),
                    e);
        }
    }

    /**
     * The items of the array at a place of a body.
     *
     * @param record what of each is meant
     */
    public List<JsonItem> items(Request request, JsonText body, JsonPointer pointer, JsonPointer record) {
        return body.items(pointer, record)
                .orElseThrow(() -> new PermanentException(connection.describe(
                        request,
                        "expected an array at \"" + pointer + "\", found " + body.kindAt(pointer) + ": "
                                + connection.redact(body.excerpt()))));
    }

    /** The array at a place of a body. */
    public JsonNode array(Request request, JsonNode body, JsonPointer pointer) {
        JsonNode array = body.at(pointer);
        if (!array.isArray()) {
            throw new PermanentException(connection.describe(
                    request,
                    "expected an array at \"" + pointer + "\", found " + Keys.kind(array) + ": "
                            + connection.redact(Json.text(body))));
        }
        return array;
    }
}
