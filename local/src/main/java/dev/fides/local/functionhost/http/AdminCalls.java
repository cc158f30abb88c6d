package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.Trigger;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** {@code GET /admin/host/status} and {@code POST /admin/functions/{name}}, which runs a function now. */
final class AdminCalls {
    /** The state of a host whose functions answer. */
    static final String RUNNING = "Running";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionApp app;
    private final FunctionKey key;
    private final BiConsumer<AppFunction, Optional<String>> runNow;

    AdminCalls(FunctionApp app, FunctionKey key, BiConsumer<AppFunction, Optional<String>> runNow) {
        this.app = app;
        this.key = key;
        this.runNow = runNow;
    }

    void addTo(Routes<HostOperation> routes) {
        addStatus(
                routes,
                key,
                RUNNING,
                app.functions().stream().map(AppFunction::name).toList());
        routes.add(
                "POST",
                "admin/functions/{function}",
                admin(key, (request, path) -> run(request, path.get("function"))));
    }

    /**
     * Adds the route that says how the host is, which answers also while the host starts.
     *
     * @param state {@code Starting}, {@value #RUNNING} or {@code Stopping}
     */
    static void addStatus(Routes<HostOperation> routes, FunctionKey key, String state, List<String> functions) {
        Map<String, Object> status = Map.of("state", state, "functions", functions);
        routes.add(
                "GET",
                "admin/host/status",
                admin(key, (request, path) -> HostOperation.json(200, JSON.writeValueAsString(status))));
    }

    private static HostOperation admin(FunctionKey key, HostOperation operation) {
        return (request, path) -> key.admits(Trigger.AuthLevel.ADMIN, request)
                ? operation.answer(request, path)
                : ServerResponse.empty(401);
    }

    private ServerResponse run(ServerRequest request, String name) throws IOException {
        Optional<AppFunction> function = app.function(name);
        if (function.isEmpty()) {
            return ServerResponse.empty(404);
        }
        if (function.get().trigger() instanceof Trigger.Http) {
            return HostOperation.text(400, "HTTP functions are called by their route");
        }
        Optional<byte[]> body = request.body(HttpFunctions.MAX_BODY_BYTES);
        if (body.isEmpty()) {
            return ServerResponse.empty(500);
        }
        try {
            runNow.accept(function.get(), input(new String(body.get(), StandardCharsets.UTF_8)));
            return ServerResponse.empty(202);
        } catch (JsonProcessingException e) {
            return HostOperation.text(400, "the body is not {\"input\": \"...\"}");
        }
    }

    private static Optional<String> input(String body) throws JsonProcessingException {
        if (body.isBlank()) {
            return Optional.empty();
        }
        JsonNode input = JSON.readTree(body).path("input");
        return input.isMissingNode() || input.isNull() ? Optional.empty() : Optional.of(input.asText());
    }
}
