package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.HttpResponseMessage;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.BindingData;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.functionhost.app.Content;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.FunctionHostException;
import dev.fides.local.functionhost.app.HttpRequestData;
import dev.fides.local.functionhost.app.HttpResponse;
import dev.fides.local.functionhost.app.InvocationResult;
import dev.fides.local.functionhost.app.Trigger;
import dev.fides.local.http.PathVariables;
import dev.fides.local.http.PercentEncoding;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the HTTP function of a request by its route and method, and lets it answer. */
final class HttpFunctions {
    /** The limit of the Azure host. */
    static final int MAX_BODY_BYTES = 100 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionApp app;
    private final FunctionKey key;

    HttpFunctions(FunctionApp app, FunctionKey key) {
        this.app = app;
        this.key = key;
    }

    /**
     * Adds the routes of the functions in the order of the functions' names; the first that fits in path and method is
     * taken, as the Azure host does. A known route with another method counts as unknown there: 404, not 405.
     */
    void addTo(Routes<HostOperation> routes) {
        app.functions().stream()
                .filter(function -> function.trigger() instanceof Trigger.Http)
                .sorted(Comparator.comparing(AppFunction::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(function -> add(function, (Trigger.Http) function.trigger(), routes));
    }

    private void add(AppFunction function, Trigger.Http trigger, Routes<HostOperation> routes) {
        HostOperation operation = (request, path) ->
                key.admits(trigger.authLevel(), request) ? invoke(function, path, request) : ServerResponse.empty(401);
        try {
            routes.add(trigger.methods(), route(app, function, trigger), operation);
        } catch (IllegalArgumentException e) {
            throw new FunctionHostException("%s, function %s".formatted(e.getMessage(), function.name()), e);
        }
    }

    /** The route of a function with its prefix, without a slash at either end. */
    static String route(FunctionApp app, AppFunction function, Trigger.Http trigger) {
        String route = trigger.route().orElse(function.name()).replaceAll("^/+|/+$", "");
        String prefix = app.folder().host().routePrefix();
        return prefix.isEmpty() ? route : prefix + "/" + route;
    }

    private static ServerResponse invoke(AppFunction function, PathVariables path, ServerRequest request)
            throws IOException {
        Optional<Content> body = body(request);
        if (body.isEmpty()) {
            return ServerResponse.empty(500);
        }
        Map<String, String> headers = joined(request.headers());
        HttpRequestData data = new HttpRequestData(
                uri(request), request.method(), headers, request.query().joined(), body.get());
        InvocationResult result = function.invoke(new BoundValue.Request(data), metadata(data, path), headers);
        return result instanceof InvocationResult.Success success ? answer(success.value()) : ServerResponse.empty(500);
    }

    /**
     * What of a body the Azure host hands on: nothing where no length is announced, as with a body in chunks; text read
     * as UTF-8, whatever it says of itself, and without a byte-order mark; bytes only of the media types that mean bytes.
     *
     * @return none when it is too large
     */
    private static Optional<Content> body(ServerRequest request) throws IOException {
        if (request.contentLength().orElse(0L) == 0) {
            return Optional.of(new Content(new byte[0]));
        }
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean bytes = type.startsWith("application/octet-stream") || type.startsWith("multipart/");
        return request.body(MAX_BODY_BYTES).map(Content::new).map(sent -> bytes ? sent : sent.asText());
    }

    /** The whole address, with the host as the caller named it. */
    private static URI uri(ServerRequest request) {
        return URI.create("http://" + request.header("host").orElse("localhost") + request.uri());
    }

    private static Map<String, String> joined(Map<String, List<String>> headers) {
        Map<String, String> joined = new HashMap<>();
        headers.forEach((name, values) -> joined.put(name, String.join(",", values)));
        return joined;
    }

    /** An encoded slash stays encoded, as in ASP.NET Core. */
    private static String routeValue(String encoded) {
        return PercentEncoding.decodePath(encoded.replaceAll("%2[fF]", "%252F"));
    }

    /** Members of the body, over them the query but for the key, over both the route; and all of query and headers. */
    private static Map<String, BoundValue> metadata(HttpRequestData request, PathVariables path)
            throws JsonProcessingException {
        BindingData metadata = new BindingData();
        metadata.putMembersOf(request.body().text());
        request.query().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("code")) {
                metadata.put(name, new BoundValue.Text(value));
            }
        });
        path.encoded().forEach((name, value) -> metadata.put(name, new BoundValue.Text(routeValue(value))));
        metadata.put("Query", new BoundValue.Json(JSON.writeValueAsString(request.query())));
        metadata.put("Headers", new BoundValue.Json(JSON.writeValueAsString(request.headers())));
        return metadata.byExactName();
    }

    private static ServerResponse answer(Optional<Object> returned) throws JsonProcessingException {
        if (returned.isEmpty()) {
            return ServerResponse.empty(204);
        }
        HttpResponseMessage returnedResponse = (HttpResponseMessage) returned.get();
        ServerResponse response = withBody(returnedResponse.getStatusCode(), returnedResponse.getBody());
        if (returnedResponse instanceof HttpResponse own) {
            for (Map.Entry<String, String> header : own.headers().entrySet()) {
                response = response.with(header.getKey(), header.getValue());
            }
        }
        return response;
    }

    private static ServerResponse withBody(int status, Object body) throws JsonProcessingException {
        if (body == null) {
            return ServerResponse.empty(status);
        }
        if (body instanceof byte[] bytes) {
            return ServerResponse.of(status, "application/octet-stream", bytes);
        }
        return body instanceof CharSequence text
                ? ServerResponse.text(status, "text/plain; charset=utf-8", text.toString())
                : HostOperation.json(status, JSON.writeValueAsString(body));
    }
}
