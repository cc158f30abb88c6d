package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BindingData;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.InvocationResult;
import dev.fides.local.functionhost.app.Trigger;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /runtime/webhooks/eventgrid?functionName=...}: the address that Event Grid delivers to. Takes events in the
 * Event Grid and the CloudEvents schema, one or an array of them, and answers both handshakes. Events are read and
 * written anew before a function gets them, see {@link NewtonsoftJson}. Kinds of requests are
 * told apart by the header {@code aeg-event-type}, as in the Azure extension; all events of a request run, and one
 * that failed makes the answer 500, so that the whole request is delivered again.
 */
public final class EventGridWebhook {
    private static final String PATH = "runtime/webhooks/eventgrid";
    private static final Logger LOG = LoggerFactory.getLogger(EventGridWebhook.class);
    private static final Set<String> KINDS = Set.of("subscriptionvalidation", "notification", "unsubscribe");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter INDENTED = JSON.writerWithDefaultPrettyPrinter();

    private final FunctionApp app;
    private final FunctionKey key;

    EventGridWebhook(FunctionApp app, FunctionKey key) {
        this.app = app;
        this.key = key;
    }

    /**
     * Runs an Event Grid function with the event of an admin call.
     *
     * @throws IOException when it is no JSON
     */
    public static InvocationResult runNow(AppFunction function, String event) throws IOException {
        return invoke(function, NewtonsoftJson.read(event.getBytes(StandardCharsets.UTF_8)));
    }

    private static InvocationResult invoke(AppFunction function, JsonNode event) {
        BindingData metadata = new BindingData();
        if (event.has("data")) {
            metadata.put("data", new BoundValue.Json(event.get("data").toString()));
        }
        String text = indented(event);
        metadata.putMembersOf(text);
        return function.invoke(new BoundValue.Text(text), metadata.byExactName(), Map.of());
    }

    void addTo(Routes<HostOperation> routes) {
        routes.add(PATH, (request, path) -> answer(request));
    }

    private ServerResponse answer(ServerRequest request) throws IOException {
        String name = request.query().get("functionName").orElse("");
        Optional<AppFunction> function = app.function(name).filter(each -> each.trigger() instanceof Trigger.EventGrid);
        if (!key.admits(Trigger.AuthLevel.FUNCTION, request)) {
            return ServerResponse.empty(401);
        }
        if (function.isEmpty()) {
            return HostOperation.text(404, "cannot find function: '%s'".formatted(name));
        }
        return switch (request.method()) {
            case "OPTIONS" -> allowOrigin(request);
            case "POST" -> post(function.get(), request);
            default -> ServerResponse.empty(404);
        };
    }

    /** The handshake of CloudEvents: the sender asks before it delivers. */
    private static ServerResponse allowOrigin(ServerRequest request) {
        Optional<String> origin = request.header("webhook-request-origin");
        ServerResponse response = ServerResponse.empty(origin.isPresent() ? 200 : 400);
        if (origin.isPresent()) {
            response = response.with("WebHook-Allowed-Origin", origin.get());
        }
        Optional<String> rate = request.header("webhook-request-rate");
        return rate.isPresent() ? response.with("WebHook-Allowed-Rate", rate.get()) : response;
    }

    private static ServerResponse post(AppFunction function, ServerRequest request) throws IOException {
        String kind = request.header("aeg-event-type").orElse("").toLowerCase(Locale.ROOT);
        if (!KINDS.contains(kind)) {
            return HostOperation.text(400, "header aeg-event-type: Notification is missing");
        }
        Optional<byte[]> body = request.body(HttpFunctions.MAX_BODY_BYTES);
        if (body.isEmpty()) {
            return ServerResponse.empty(500);
        }
        JsonNode json;
        try {
            json = NewtonsoftJson.read(body.get());
        } catch (JsonProcessingException e) {
            LOG.error("a body for {} is not JSON", function.name(), e);
            return ServerResponse.empty(500);
        }
        return switch (kind) {
            case "subscriptionvalidation" -> validate(json);
            case "notification" -> deliver(function, json);
            default -> ServerResponse.empty(202);
        };
    }

    /** The handshake of the Event Grid schema: echoes the code. */
    private static ServerResponse validate(JsonNode json) throws IOException {
        JsonNode event = json.isArray() ? json.path(0) : json;
        JsonNode data = event.path("data");
        JsonNode code =
                data.isTextual() ? JSON.readTree(data.asText()).path("validationCode") : data.path("validationCode");
        if (!code.isTextual()) {
            return HostOperation.text(400, "there is no data.validationCode");
        }
        return HostOperation.json(200, JSON.writeValueAsString(Map.of("validationResponse", code.asText())));
    }

    private static ServerResponse deliver(AppFunction function, JsonNode json) {
        if (!json.isContainerNode()) {
            return HostOperation.text(400, "the body is neither an event nor an array of events");
        }
        List<JsonNode> events =
                json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of(json);
        boolean failed = false;
        for (JsonNode event : events) {
            failed |= invoke(function, event) instanceof InvocationResult.Failure;
        }
        return ServerResponse.empty(failed ? 500 : 202);
    }

    private static String indented(JsonNode event) {
        try {
            return INDENTED.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parsed event can be written", e);
        }
    }
}
