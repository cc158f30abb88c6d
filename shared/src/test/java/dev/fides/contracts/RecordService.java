package dev.fides.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An HTTP service with JSON records by their ids: lists, reads, writes and deletes them, and gives ids on POST. */
public final class RecordService implements AutoCloseable {

    private static final String PATH = "/records";

    private final HttpServer server;
    private final TreeMap<String, JsonNode> records = new TreeMap<>();
    private Consumer<Map<String, String>> beforeList = query -> {};
    private boolean refusing;
    private int given;

    public RecordService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void put(String id, JsonNode record) {
        records.put(id, record);
    }

    public synchronized void remove(String id) {
        records.remove(id);
    }

    public synchronized Optional<JsonNode> held(String id) {
        return Optional.ofNullable(records.get(id));
    }

    /** From now on records whose value is "refused" are answered with status 422. */
    synchronized void refuse() {
        refusing = true;
    }

    /** What happens whenever a list is asked for, with its query; one that throws is answered with status 500. */
    public synchronized void beforeList(Consumer<Map<String, String>> happening) {
        beforeList = happening;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, JsonNode body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = Json.write(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.status() == 204 ? -1 : body.length);
            if (answer.status() != 204) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private synchronized Answer answer(HttpExchange exchange) throws IOException {
        byte[] content = exchange.getRequestBody().readAllBytes();
        String rest = exchange.getRequestURI().getRawPath().substring(PATH.length());
        if (rest.isEmpty()) {
            return exchange.getRequestMethod().equals("POST")
                    ? create(Json.parse(content))
                    : list(query(exchange.getRequestURI()));
        }
        String id = decoded(rest.substring(1));
        return switch (exchange.getRequestMethod()) {
            case "GET" -> records.containsKey(id) ? new Answer(200, records.get(id)) : missing();
            case "DELETE" ->
                records.remove(id) == null
                        ? missing()
                        : new Answer(204, missing().body());
            default -> write(id, Json.parse(content));
        };
    }

    private static Answer missing() {
        return new Answer(404, JsonNodeFactory.instance.objectNode().put("error", "there is no such record"));
    }

    private Answer write(String id, JsonNode record) {
        if (refusing && record.path("value").asText().equals("refused")) {
            return new Answer(422, JsonNodeFactory.instance.objectNode().put("error", "not this one"));
        }
        boolean there = records.put(id, record) != null;
        return new Answer(
                there ? 200 : 201, JsonNodeFactory.instance.objectNode().put("given", id));
    }

    private Answer create(JsonNode record) {
        return write("g" + ++given, record);
    }

    /**
     * With {@code key} only those of that key, with {@code part} those that have it in their list of parts; pages by the
     * number of records to skip.
     */
    private Answer list(Map<String, String> query) {
        try {
            beforeList.accept(query);
        } catch (IllegalStateException e) {
            return new Answer(500, JsonNodeFactory.instance.objectNode().put("error", e.getMessage()));
        }
        List<ObjectNode> found = new ArrayList<>();
        records.forEach((id, record) -> {
            boolean ofKey =
                    !query.containsKey("key") || record.path("key").asText().equals(query.get("key"));
            if (ofKey && (!query.containsKey("part") || has(record.path("parts"), query.get("part")))) {
                found.add(((ObjectNode) record.deepCopy()).put("given", id));
            }
        });
        int from = Math.min(Integer.parseInt(query.getOrDefault("skip", "0")), found.size());
        int to = Math.min(from + Integer.parseInt(query.getOrDefault("top", "1000")), found.size());
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("count", found.size());
        ArrayNode items = page.putArray("items");
        found.subList(from, to).forEach(item -> items.add(query.containsKey("bare") ? item.without("given") : item));
        return new Answer(200, page);
    }

    private static boolean has(JsonNode list, String text) {
        for (JsonNode item : list) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", 0)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
