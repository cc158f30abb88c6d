package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.HttpResponseMessage;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.Content;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.HttpRequestData;
import dev.fides.local.functionhost.app.HttpResponse;
import dev.fides.local.functionhost.app.InvocationResult;
import dev.fides.local.functionhost.app.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the HTTP function of a request by its route and method, and lets it answer. */
final class HttpFunctions implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Route(RouteTemplate template, Trigger.Http trigger, AppFunction function) {}

    private final List<Route> routes;
    private final FunctionKey key;

    HttpFunctions(FunctionApp app, FunctionKey key) {
        this.key = key;
        this.routes = app.functions().stream()
                .filter(function -> function.trigger() instanceof Trigger.Http)
                .map(function -> {
                    Trigger.Http trigger = (Trigger.Http) function.trigger();
                    return new Route(new RouteTemplate(route(app, function, trigger)), trigger, function);
                })
                .sorted(Comparator.comparing(route -> route.function().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** The route of a function with its prefix, without a slash at either end. */
    static String route(FunctionApp app, AppFunction function, Trigger.Http trigger) {
        String route = trigger.route().orElse(function.name()).replaceAll("^/+|/+$", "");
        String prefix = app.folder().host().routePrefix();
        return prefix.isEmpty() ? route : prefix + "/" + route;
    }

    /**
     * Asks the routes in the order of the functions' names, and takes the first that fits in path and method, as the Azure
     * host does. A known route with another method counts as unknown there: 404, not 405.
     */
    @Override
    public boolean handle(HttpCall call) throws IOException {
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.template().match(call.path());
            boolean rightMethod = route.trigger().methods().isEmpty()
                    || route.trigger().methods().contains(call.method());
            if (parameters.isPresent() && rightMethod) {
                invoke(route, parameters.get(), call);
                return true;
            }
        }
        return false;
    }

    private void invoke(Route route, Map<String, String> parameters, HttpCall call) throws IOException {
        if (!key.admits(route.trigger().authLevel(), call)) {
            call.answer(401);
            return;
        }
        Optional<byte[]> body = call.body();
        if (body.isEmpty()) {
            call.answer(413);
            return;
        }
        HttpRequestData request =
                new HttpRequestData(call.uri(), call.method(), call.headers(), call.query(), new Content(body.get()));
        InvocationResult result =
                route.function().invoke(new BoundValue.Request(request), metadata(request, parameters), call.headers());
        if (result instanceof InvocationResult.Success success) {
            answer(success.value(), call);
        } else {
            call.answer(500);
        }
    }

    /** Query parameters and, stronger than these, route parameters; and both maps as JSON. */
    private static Map<String, BoundValue> metadata(HttpRequestData request, Map<String, String> parameters)
            throws JsonProcessingException {
        Map<String, BoundValue> metadata = new HashMap<>();
        metadata.put("Headers", new BoundValue.Json(JSON.writeValueAsString(request.headers())));
        metadata.put("Query", new BoundValue.Json(JSON.writeValueAsString(request.query())));
        request.query().forEach((name, value) -> metadata.put(name, new BoundValue.Text(value)));
        parameters.forEach((name, value) -> metadata.put(name, new BoundValue.Text(value)));
        return metadata;
    }

    private static void answer(Optional<Object> returned, HttpCall call) throws IOException {
        if (returned.isEmpty()) {
            call.answer(204);
            return;
        }
        HttpResponseMessage response = (HttpResponseMessage) returned.get();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (response instanceof HttpResponse own) {
            headers.putAll(own.headers());
        }
        Object body = response.getBody();
        byte[] bytes;
        if (body == null) {
            bytes = new byte[0];
        } else if (body instanceof byte[] raw) {
            bytes = raw;
            headers.putIfAbsent("Content-Type", "application/octet-stream");
        } else if (body instanceof CharSequence text) {
            bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            headers.putIfAbsent("Content-Type", "text/plain; charset=utf-8");
        } else {
            bytes = JSON.writeValueAsBytes(body);
            headers.putIfAbsent("Content-Type", "application/json; charset=utf-8");
        }
        call.answer(response.getStatusCode(), headers, bytes);
    }
}
