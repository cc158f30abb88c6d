package dev.fides.functions.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import dev.fides.functions.telemetry.Caller;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import dev.fides.model.ConflictException;
import dev.fides.model.InvalidCursorException;
import dev.fides.model.RetryableException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP call, with what the functions need of it; turns every outcome into an answer. */
public final class HttpCall {

    private static final Logger LOG = LoggerFactory.getLogger(HttpCall.class);

    /** No call of this API has reason to send more; what sends more is not meant for it. */
    private static final int MAX_BODY = 1024 * 1024;

    /** No cache keeps what is about records, and no browser guesses what it is. */
    private static final Map<String, String> ALWAYS =
            Map.of("X-Content-Type-Options", "nosniff", "Cache-Control", "no-store");

    private final HttpRequestMessage<Optional<String>> request;

    private HttpCall(HttpRequestMessage<Optional<String>> request) {
        this.request = request;
    }

    /** Answers a request; a problem becomes a problem document, an unforeseen fault a 500 without details. */
    public static HttpResponseMessage answer(
            HttpRequestMessage<Optional<String>> request, Function<HttpCall, Answer> handler) {
        return respond(request, attempt(new HttpCall(request), handler));
    }

    /** The same for a call that starts something: what follows belongs to the trace of this request. */
    public static HttpResponseMessage answer(
            HttpRequestMessage<Optional<String>> request,
            ExecutionContext invocation,
            Function<HttpCall, Answer> handler) {
        return Caller.during(invocation, () -> answer(request, handler));
    }

    private static Answer attempt(HttpCall call, Function<HttpCall, Answer> handler) {
        try {
            return handler.apply(call);
        } catch (ProblemException e) {
            return e.answer();
        } catch (InvalidCursorException e) {
            return ProblemException.badRequest("cursor: " + e.getMessage()).answer();
        } catch (ConflictException e) {
            return ProblemException.conflict(e.getMessage()).answer();
        } catch (RetryableException e) {
            LOG.warn(
                    "{} {}: {}",
                    call.request.getHttpMethod(),
                    call.request.getUri().getPath(),
                    e.getMessage());
            return new ProblemException(503, "Not available now", e.getMessage())
                    .answer()
                    .with(
                            "Retry-After",
                            Long.toString(e.retryAfter()
                                    .map(java.time.Duration::toSeconds)
                                    .orElse(5L)));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} failed",
                    call.request.getHttpMethod(),
                    call.request.getUri().getPath(),
                    e);
            return new ProblemException(500, "Internal error", "See the logs at this time.").answer();
        }
    }

    private static HttpResponseMessage respond(HttpRequestMessage<Optional<String>> request, Answer answer) {
        HttpResponseMessage.Builder builder = request.createResponseBuilder(HttpStatus.valueOf(answer.status()))
                .header("Content-Type", answer.contentType());
        Map<String, String> headers = new HashMap<>(ALWAYS);
        headers.putAll(answer.headers());
        headers.forEach(builder::header);
        answer.body().ifPresent(builder::body);
        return builder.build();
    }

    public String method() {
        return request.getHttpMethod().name();
    }

    /** What was asked for within this API, without a slash before it. */
    public String path() {
        return request.getUri().getPath().replaceFirst("(?i)^.*?/api/?", "");
    }

    /**
     * One of the parts of the path within this API, such as the sync in {@code syncs/{sync}/import}; decoded, but for
     * encoded slashes. Functions take route values from here and never from the metadata of the trigger: the host
     * collects those together with members of the body and of the query, whose spelling of a name comes first.
     *
     * @param place from 0
     */
    public String part(int place) {
        String[] parts =
                request.getUri().getRawPath().replaceFirst("(?i)^.*?/api/?", "").split("/", -1);
        if (place >= parts.length) {
            throw ProblemException.notFound("there is no " + path() + " here");
        }
        return URLDecoder.decode(
                parts[place].replace("+", "%2B").replaceAll("%2[fF]", "%252F"), StandardCharsets.UTF_8);
    }

    /** A query parameter that is there and not empty. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(request.getQueryParameters().get(name)).filter(value -> !value.isEmpty());
    }

    /** A query parameter that must be there. */
    public String requiredQuery(String name) {
        return query(name)
                .orElseThrow(() -> ProblemException.badRequest("the query parameter " + name + " is missing"));
    }

    /** A header, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name.toLowerCase(Locale.ROOT)));
    }

    /** All headers; their names are in lower case. */
    public Map<String, String> headers() {
        return request.getHeaders();
    }

    /**
     * The body as the host handed it over.
     *
     * @throws ProblemException 411 when the caller sent one in chunks: the host hands on only bodies of announced length
     */
    public String rawBody() {
        String body = request.getBody().orElse("");
        if (body.isEmpty() && header("transfer-encoding").isPresent()) {
            throw new ProblemException(
                    411,
                    "Length required",
                    "a body sent in chunks (Transfer-Encoding) does not arrive here: send it with a Content-Length");
        }
        if (body.length() > MAX_BODY) {
            throw new ProblemException(
                    413, "Too large", "the body has more than " + MAX_BODY + " characters, the most that is read");
        }
        return body;
    }

    /** The body as a JSON object; an empty body is an empty object. */
    public ObjectNode body() {
        String raw = rawBody();
        if (raw.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode json = Json.parse(raw);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw ProblemException.badRequest("the body: expected a JSON object, found " + json.getNodeType());
        } catch (InvalidJsonException e) {
            throw ProblemException.badRequest("the body is no JSON: " + e.getMessage());
        }
    }

    /** Who calls, as far as the platform vouches for it. */
    public String caller() {
        return Principals.OF_THIS_APP.name(this);
    }

    /** The absolute address of something in this API. */
    public String address(String path) {
        String here = request.getUri().toString();
        int api = here.indexOf("/api/");
        return (api < 0 ? "" : here.substring(0, api)) + "/api/" + path;
    }
}
