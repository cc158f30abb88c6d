package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.InvocationResult;
import dev.fides.local.functionhost.app.Trigger;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * {@code /runtime/webhooks/eventgrid?functionName=...}: the address that Event Grid delivers to. Takes events in the
 * Event Grid and the CloudEvents schema, one or an array of them, and answers both handshakes. Kinds of requests are
 * told apart by the header {@code aeg-event-type}, as in the Azure extension; all events of a request run, and one
 * that failed makes the answer 500, so that the whole request is delivered again.
 */
public final class EventGridWebhook implements HttpHandler {
    private static final String PATH = "/runtime/webhooks/eventgrid";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter INDENTED = JSON.writerWithDefaultPrettyPrinter();

    private final FunctionApp app;
    private final FunctionKey key;

    EventGridWebhook(FunctionApp app, FunctionKey key) {
        this.app = app;
        this.key = key;
    }

    /** Runs an Event Grid function with one event. */
    public static InvocationResult invoke(AppFunction function, JsonNode event) {
        Map<String, BoundValue> metadata = new HashMap<>();
        if (event.has("data")) {
            metadata.put("data", new BoundValue.Json(event.get("data").toString()));
        }
        return function.invoke(new BoundValue.Text(indented(event)), metadata, Map.of());
    }

    @Override
    public boolean handle(HttpCall call) throws IOException {
        if (!call.path().equalsIgnoreCase(PATH)) {
            return false;
        }
        String name = call.queryParameter("functionName").orElse("");
        Optional<AppFunction> function = app.function(name).filter(each -> each.trigger() instanceof Trigger.EventGrid);
        if (!key.admits(Trigger.AuthLevel.FUNCTION, call)) {
            call.answer(401);
        } else if (function.isEmpty()) {
            call.answer(404, "text/plain", "cannot find function: '%s'".formatted(name));
        } else if (call.method().equals("OPTIONS")) {
            allowOrigin(call);
        } else if (call.method().equals("POST")) {
            post(function.get(), call);
        } else {
            call.answer(404);
        }
        return true;
    }

    /** The handshake of CloudEvents: the sender asks before it delivers. */
    private static void allowOrigin(HttpCall call) throws IOException {
        Map<String, String> headers = new HashMap<>();
        call.header("webhook-request-origin").ifPresent(origin -> headers.put("WebHook-Allowed-Origin", origin));
        call.header("webhook-request-rate").ifPresent(rate -> headers.put("WebHook-Allowed-Rate", rate));
        call.answer(headers.containsKey("WebHook-Allowed-Origin") ? 200 : 400, headers, new byte[0]);
    }

    private static void post(AppFunction function, HttpCall call) throws IOException {
        Optional<byte[]> body = call.body();
        if (body.isEmpty()) {
            call.answer(413);
            return;
        }
        JsonNode json;
        try {
            json = JSON.readTree(body.get());
        } catch (JsonProcessingException e) {
            call.answer(400, "text/plain", "the body is not JSON");
            return;
        }
        switch (call.header("aeg-event-type").orElse("").toLowerCase(Locale.ROOT)) {
            case "subscriptionvalidation" -> validate(json, call);
            case "notification" -> deliver(function, json, call);
            case "unsubscribe" -> call.answer(202);
            default -> call.answer(400, "text/plain", "header aeg-event-type: Notification is missing");
        }
    }

    /** The handshake of the Event Grid schema: echoes the code. */
    private static void validate(JsonNode json, HttpCall call) throws IOException {
        JsonNode event = json.isArray() ? json.path(0) : json;
        JsonNode data = event.path("data");
        JsonNode code =
                data.isTextual() ? JSON.readTree(data.asText()).path("validationCode") : data.path("validationCode");
        if (!code.isTextual()) {
            call.answer(400, "text/plain", "there is no data.validationCode");
            return;
        }
        String answer = JSON.writeValueAsString(Map.of("validationResponse", code.asText()));
        call.answer(200, "application/json; charset=utf-8", answer);
    }

    private static void deliver(AppFunction function, JsonNode json, HttpCall call) throws IOException {
        if (!json.isContainerNode()) {
            call.answer(400, "text/plain", "the body is neither an event nor an array of events");
            return;
        }
        List<JsonNode> events =
                json.isArray() ? StreamSupport.stream(json.spliterator(), false).toList() : List.of(json);
        boolean failed = false;
        for (JsonNode event : events) {
            failed |= invoke(function, event) instanceof InvocationResult.Failure;
        }
        call.answer(failed ? 500 : 202);
    }

    private static String indented(JsonNode event) {
        try {
            return INDENTED.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parsed event can be written", e);
        }
    }
}
