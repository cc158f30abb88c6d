package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A small host service whose keys are any texts: {@code GET /notes} and {@code GET /notes/{id}}. */
final class NoteHost implements AutoCloseable {

    private static final String NOTES = "/notes";

    private final Map<String, String> notes = new ConcurrentSkipListMap<>();
    private final HttpServer server;

    NoteHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(NOTES, this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void put(String id, String text) {
        notes.put(id, text);
    }

    void delete(String id) {
        notes.remove(id);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.equals(NOTES)) {
                answer(exchange, 200, Json.write(all()));
                return;
            }
            String id = URLDecoder.decode(path.substring(NOTES.length() + 1).replace("+", "%2B"), UTF_8);
            Optional<ObjectNode> note = Optional.ofNullable(notes.get(id)).map(text -> note(id, text));
            answer(exchange, note.isPresent() ? 200 : 404, note.map(Json::write).orElse(new byte[] {'{', '}'}));
        }
    }

    private ObjectNode all() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("value");
        notes.forEach((id, text) -> list.add(note(id, text)));
        return all;
    }

    private static ObjectNode note(String id, String text) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("text", text);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
