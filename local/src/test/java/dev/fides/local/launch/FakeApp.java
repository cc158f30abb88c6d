package dev.fides.local.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.local.demo.sync.DemoSync;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The part of the app's HTTP API that the launcher uses. An import copies the mapped host into the target, through the
 * demo's own mapping and bulk templates, and remembers what it has written.
 */
final class FakeApp implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What goes wrong on purpose. */
    enum Fault {
        NONE,
        RUN_FAILS,
        LOSES_A_RECORD,
        REFUSES_TO_START,
        NEVER_ENDS,
        MISCONFIGURED
    }

    private final Fault fault;
    private final URI host;
    private final URI target;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Expression mapping = Parser.compileString(DemoSync.read("cities.jslt"));
    private final Expression bulk = Parser.compileString(DemoSync.read("bulk-request.jslt"));
    private final Map<String, JsonNode> written = new HashMap<>();
    private final Map<String, ObjectNode> runs = new HashMap<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    FakeApp(int port, Fault fault, Map<String, String> appSettings) throws IOException {
        this.fault = fault;
        this.host = URI.create(appSettings.getOrDefault("CITIES_HOST_URL", ""));
        this.target = URI.create(appSettings.getOrDefault("CITIES_TARGET_URL", ""));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/api/health", this::tellHealth);
        server.createContext("/api/syncs/cities/import", this::startImport);
        server.createContext("/api/syncs/cities/runs/", this::tellRun);
        server.start();
    }

    /** Open when somebody has asked how far a run is. */
    CountDownLatch asked() {
        return asked;
    }

    private void tellHealth(HttpExchange exchange) throws IOException {
        if (fault == Fault.MISCONFIGURED) {
            answer(exchange, 503, "{\"status\":\"misconfigured\"}");
        } else {
            answer(exchange, 200, "{}");
        }
    }

    private void startImport(HttpExchange exchange) throws IOException {
        if (fault == Fault.REFUSES_TO_START) {
            answer(exchange, 409, "{\"title\":\"An import is active.\"}");
            return;
        }
        String id = "run-" + (runs.size() + 1);
        runs.put(id, runImport());
        exchange.getResponseHeaders().set("Location", "/api/syncs/cities/runs/" + id);
        answer(exchange, 202, "{}");
    }

    private void tellRun(HttpExchange exchange) throws IOException {
        asked.countDown();
        String path = exchange.getRequestURI().getPath();
        answer(
                exchange,
                200,
                runs.get(path.substring(path.lastIndexOf('/') + 1)).toString());
    }

    private ObjectNode runImport() throws IOException {
        ObjectNode run = MAPPER.createObjectNode().put("status", "COMPLETED").put("startedAt", "2026-01-01T00:00:00Z");
        if (fault == Fault.NEVER_ENDS) {
            return run.put("status", "RUNNING");
        }
        if (fault == Fault.RUN_FAILS) {
            return run.put("status", "FAILED").put("error", "page 3 is no JSON");
        }
        var count = new HashMap<String, Integer>();
        for (URI page = host.resolve("/cities?$top=5000"); page != null; ) {
            JsonNode body = MAPPER.readTree(send(HttpRequest.newBuilder(page)));
            publish(body.get("value"), count);
            page = body.has("@odata.nextLink")
                    ? host.resolve(body.get("@odata.nextLink").asText())
                    : null;
        }
        count.put("published", count.getOrDefault("changed", 0));
        run.set("counters", MAPPER.valueToTree(count));
        return run;
    }

    private void publish(JsonNode rows, Map<String, Integer> count) throws IOException {
        var writes = MAPPER.createArrayNode();
        for (JsonNode row : rows) {
            JsonNode document = mapping.apply(row);
            String outcome = document.isNull()
                    ? "filtered"
                    : document.equals(written.put(row.get("id").asText(), document)) ? "unchanged" : "changed";
            count.merge("read", 1, Integer::sum);
            count.merge(outcome, 1, Integer::sum);
            boolean lost = fault == Fault.LOSES_A_RECORD && row.get("id").asInt() == 10_570;
            if (outcome.equals("changed") && !lost) {
                writes.addObject()
                        .put("op", "upsert")
                        .put("key", row.get("id").asText())
                        .put("id", document.get("externalId").asText())
                        .set("document", document);
            }
        }
        if (!writes.isEmpty()) {
            var lines = new StringBuilder();
            bulk.apply(writes).forEach(line -> lines.append(line).append('\n'));
            send(HttpRequest.newBuilder(target.resolve("/_bulk")).POST(BodyPublishers.ofString(lines.toString())));
        }
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
