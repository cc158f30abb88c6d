package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.config.service.BulkFormat;
import dev.fides.fakes.Threads;
import dev.fides.json.Json;
import dev.fides.model.RecordKey;
import dev.fides.resilience.ManualTime;
import dev.fides.resilience.SharedResilience;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetWrite;
import dev.fides.target.TargetWrite.Expectation;
import dev.fides.target.TargetWrite.Put;
import dev.fides.target.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever sizes documents have and however a target fails, every write has the one result that is due to it. */
class BulkSplittingProperties {

    /** What the target does with a document. */
    enum Fate {
        TAKEN("Confirmed"),
        REFUSED_ALONE("Refused"),
        REFUSES_THE_WHOLE_REQUEST("Refused"),
        NOT_MENTIONED("Unknown"),
        MENTIONED_TWICE("Unknown"),
        THROTTLED("Unavailable");

        private final String result;

        Fate(String result) {
            this.result = result;
        }
    }

    private static final int MAX_BYTES = 600;
    private static final Map<Integer, TargetStore> STORES = new ConcurrentHashMap<>();
    private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();
    private static HttpServer server;

    @BeforeContainer
    static void start() throws IOException {
        // Otherwise every answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BulkSplittingProperties::answer);
        server.setExecutor(EXECUTOR);
        server.start();
    }

    @AfterContainer
    static void stop() {
        server.stop(0);
        EXECUTOR.shutdownNow();
    }

    @Property(tries = 60)
    void every_write_has_exactly_the_result_due_to_it(
            @ForAll @Size(min = 2, max = 30) List<Fate> fates,
            @ForAll @IntRange(min = 1, max = 12) int max,
            @ForAll @IntRange(max = 150) int size) {
        List<TargetWrite> writes = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            writes.add(put(fates.get(i), i, size * (i % 7)));
        }
        List<WriteResult> results =
                STORES.computeIfAbsent(max, BulkSplittingProperties::store).write(writes);
        assertThat(results)
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactlyElementsOf(
                        fates.stream().map(fate -> fate.result).toList());
    }

    private static TargetWrite put(Fate fate, int number, int size) {
        String key = fate + "-" + number;
        JsonNode document = Json.parse("{\"id\":\"" + key + "\",\"text\":\"" + "x".repeat(size) + "\"}");
        return new Put(new RecordKey(key), Optional.of(key), document, Expectation.ABSENT, key);
    }

    private static TargetStore store(int max) {
        ManualTime time = new ManualTime();
        Definitions definition = new Definitions(
                        "http://127.0.0.1:" + server.getAddress().getPort())
                .window(20_000)
                .bulk(BulkFormat.JSON, max, MAX_BYTES);
        return RestTest.target(
                new RestStores(SharedResilience.local(time), time.pace(), scope -> null, 100_000, Threads.unwatched()),
                definition.build());
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/_bulk")) {
                bulk(exchange, body);
            } else {
                // Only what does not fit into a bulk request comes alone.
                Fate fate = fate(Json.parse(body).get("id").asText());
                respond(exchange, singleStatus(fate), "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void bulk(HttpExchange exchange, byte[] body) throws IOException {
        List<String> keys = StreamSupport.stream(Json.parse(body).spliterator(), false)
                .map(item -> item.get("key").asText())
                .toList();
        if (body.length > MAX_BYTES) {
            respond(exchange, 413, "");
        } else if (keys.stream().anyMatch(key -> fate(key) == Fate.REFUSES_THE_WHOLE_REQUEST)) {
            respond(exchange, 400, "");
        } else {
            String items = keys.stream().flatMap(key -> items(key).stream()).collect(Collectors.joining(","));
            respond(exchange, 200, "{\"items\":[" + items + "]}");
        }
    }

    private static List<String> items(String key) {
        String item = "{\"key\":\"" + key + "\",\"status\":";
        return switch (fate(key)) {
            case TAKEN -> List.of(item + "200}");
            case REFUSED_ALONE -> List.of(item + "422}");
            case THROTTLED -> List.of(item + "429}");
            case MENTIONED_TWICE -> List.of(item + "200}", item + "200}");
            case NOT_MENTIONED, REFUSES_THE_WHOLE_REQUEST -> List.of();
        };
    }

    private static int singleStatus(Fate fate) {
        return switch (fate) {
            case TAKEN -> 200;
            case REFUSED_ALONE, REFUSES_THE_WHOLE_REQUEST -> 422;
            case NOT_MENTIONED, MENTIONED_TWICE -> 504;
            case THROTTLED -> 429;
        };
    }

    private static Fate fate(String key) {
        return Fate.valueOf(key.substring(0, key.indexOf('-')));
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
