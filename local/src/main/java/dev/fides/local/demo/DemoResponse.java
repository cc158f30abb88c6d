package dev.fides.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer of a demo service: a status, headers, and JSON or nothing. */
public record DemoResponse(int status, Map<String, String> headers, String body) {

    public static DemoResponse json(int status, Object value) {
        return text(status, DemoJson.write(value));
    }

    /** An answer of JSON text that is written already. */
    public static DemoResponse text(int status, String json) {
        return new DemoResponse(status, Map.of("Content-Type", "application/json"), json);
    }

    public static DemoResponse empty(int status) {
        return new DemoResponse(status, Map.of(), "");
    }

    public static DemoResponse problem(int status, String message) {
        return json(status, Map.of("error", Map.of("status", status, "message", message)));
    }

    public static DemoResponse unknown(DemoRequest request) {
        return problem(404, "There is no " + request.method() + " /" + String.join("/", request.path()) + " here.");
    }

    public DemoResponse with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new DemoResponse(status, more, body);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
