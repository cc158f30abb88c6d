package dev.fides.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request to a demo service, read completely: decoded path segments, query parameters, headers and body text. */
public record DemoRequest(String method, List<String> path, Map<String, String> query, Headers headers, String body) {

    static DemoRequest read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var path = Arrays.stream(uri.getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                // A plus sign in a path means itself, other than in a query.
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
                .toList();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return new DemoRequest(
                exchange.getRequestMethod(), path, query(uri.getRawQuery()), exchange.getRequestHeaders(), body);
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return query;
    }

    /** Method and first path segments, each followed by nothing: {@code "GET cities"}, {@code "GET cities *"}. */
    public String route() {
        return switch (path.size()) {
            case 0 -> method;
            case 1 -> method + " " + path.get(0);
            case 2 -> method + " " + path.get(0) + " *";
            default -> method + " " + path.get(0) + " * *";
        };
    }

    public boolean isControl() {
        return !path.isEmpty() && path.get(0).equals("control");
    }

    /** A decoded segment of the path, which must have so many. */
    public String segment(int index) {
        return path.get(index);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public String required(String name) {
        return parameter(name).orElseThrow(() -> new IllegalArgumentException("Parameter " + name + " is missing."));
    }

    public int number(String name, int otherwise) {
        return parameter(name).map(value -> parse(name, value)).orElse(otherwise);
    }

    public int requiredNumber(String name) {
        return parse(name, required(name));
    }

    public boolean flag(String name) {
        return switch (required(name)) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw new IllegalArgumentException("Parameter " + name + " must be true or false.");
        };
    }

    public List<String> list(String name) {
        return parameter(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static int parse(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Parameter " + name + " must be a number, not '" + value + "'.", e);
        }
    }
}
