package dev.fides.local.functionhost.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request to the host and the way to answer it. */
final class HttpCall {
    /** The limit of the Azure host. */
    static final int MAX_BODY_BYTES = 100 * 1024 * 1024;

    private final HttpExchange exchange;
    private final Map<String, String> headers;
    private final Map<String, String> query;

    HttpCall(HttpExchange exchange) {
        this.exchange = exchange;
        this.headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        this.query = parse(exchange.getRequestURI().getRawQuery());
    }

    String method() {
        return exchange.getRequestMethod().toUpperCase(Locale.ROOT);
    }

    /** The path as it was sent, still encoded. */
    String path() {
        return exchange.getRequestURI().getRawPath();
    }

    /** The whole address, with the host as the caller named it. */
    URI uri() {
        String host =
                header("host").orElse("localhost:" + exchange.getLocalAddress().getPort());
        return URI.create("http://" + host + exchange.getRequestURI());
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> query() {
        return query;
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    Optional<String> queryParameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The body, or none when it is larger than {@link #MAX_BODY_BYTES}; what is left of it is not read. */
    Optional<byte[]> body() throws IOException {
        long announced = header("content-length").map(HttpCall::length).orElse(0L);
        if (announced > MAX_BODY_BYTES) {
            return Optional.empty();
        }
        byte[] read = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        return read.length > MAX_BODY_BYTES ? Optional.empty() : Optional.of(read);
    }

    void answer(int status) throws IOException {
        answer(status, Map.of(), new byte[0]);
    }

    void answer(int status, String contentType, String body) throws IOException {
        answer(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    void answer(int status, Map<String, String> responseHeaders, byte[] body) throws IOException {
        responseHeaders.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Transfer-Encoding")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        boolean bodiless = body.length == 0 || method().equals("HEAD") || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static long length(String header) {
        try {
            return Long.parseLong(header.trim());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Parameters without a value are left out, as on Azure; of several with one name all values count. */
    private static Map<String, String> parse(String rawQuery) {
        Map<String, String> values = new HashMap<>();
        if (rawQuery == null) {
            return values;
        }
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                values.merge(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)), (a, b) -> a + "," + b);
            }
        }
        return values;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
