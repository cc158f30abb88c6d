package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.functionhost.app.AppFunction;
import dev.fides.local.functionhost.app.FunctionApp;
import dev.fides.local.functionhost.app.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** {@code GET /admin/host/status} and {@code POST /admin/functions/{name}}, which runs a function now. */
final class AdminCalls implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATUS = "/admin/host/status";
    private static final String FUNCTIONS = "/admin/functions/";

    private final FunctionApp app;
    private final FunctionKey key;
    private final BiConsumer<AppFunction, Optional<String>> runNow;

    AdminCalls(FunctionApp app, FunctionKey key, BiConsumer<AppFunction, Optional<String>> runNow) {
        this.app = app;
        this.key = key;
        this.runNow = runNow;
    }

    @Override
    public boolean handle(HttpCall call) throws IOException {
        boolean status = call.path().equals(STATUS) && call.method().equals("GET");
        boolean run = call.path().startsWith(FUNCTIONS) && call.method().equals("POST");
        if (!status && !run) {
            return false;
        }
        if (!key.admits(Trigger.AuthLevel.ADMIN, call)) {
            call.answer(401);
        } else if (status) {
            call.answer(200, "application/json; charset=utf-8", JSON.writeValueAsString(status()));
        } else {
            run(call);
        }
        return true;
    }

    private Map<String, Object> status() {
        List<String> names = app.functions().stream().map(AppFunction::name).toList();
        return Map.of("state", "Running", "functions", names);
    }

    private void run(HttpCall call) throws IOException {
        Optional<AppFunction> function = app.function(call.path().substring(FUNCTIONS.length()));
        if (function.isEmpty()) {
            call.answer(404);
        } else if (function.get().trigger() instanceof Trigger.Http) {
            call.answer(400, "text/plain", "HTTP functions are called by their route");
        } else {
            Optional<byte[]> body = call.body();
            if (body.isEmpty()) {
                call.answer(413);
                return;
            }
            Optional<String> input;
            try {
                input = input(new String(body.get(), StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                call.answer(400, "text/plain", "the body is not {\"input\": \"...\"}");
                return;
            }
            runNow.accept(function.get(), input);
            call.answer(202);
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
