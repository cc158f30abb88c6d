package dev.fides.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What a server answers: a status, headers, and a body or none. */
public final class ServerResponse {

    private static final byte[] NOTHING = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private ServerResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer without a body. */
    public static ServerResponse empty(int status) {
        return new ServerResponse(status, Map.of(), NOTHING);
    }

    /** An answer whose body becomes the response's own. */
    public static ServerResponse of(int status, String contentType, byte[] body) {
        return new ServerResponse(status, Map.of("Content-Type", contentType), body);
    }

    public static ServerResponse text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(UTF_8));
    }

    /** An answer of JSON text that is written already. */
    public static ServerResponse json(int status, String json) {
        return text(status, "application/json", json);
    }

    /** The same answer with one header more, or with another value of it; the name may be in any case. */
    public ServerResponse with(String name, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new ServerResponse(status, more, body);
    }

    public int status() {
        return status;
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> {
            // The server sets these two by the body that is sent.
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        boolean bodiless = body.length == 0
                || exchange.getRequestMethod().equalsIgnoreCase("HEAD")
                || status == 204
                || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
