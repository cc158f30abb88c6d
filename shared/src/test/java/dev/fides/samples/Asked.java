package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.fides.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request as it came. */
record Asked(String method, String path, Map<String, String> query, Headers headers, String body) {

    static Asked of(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                parameters(query == null ? "" : query),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    JsonNode json() {
        return body.isEmpty() ? MissingNode.getInstance() : Json.parse(body);
    }

    List<JsonNode> lines() {
        return body.lines().map(Json::parse).toList();
    }

    Map<String, String> form() {
        return parameters(body);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.put(decoded(parts[0]), decoded(parts[1]));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + path + " " + query + " " + headers.entrySet() + "\n" + body;
    }
}
