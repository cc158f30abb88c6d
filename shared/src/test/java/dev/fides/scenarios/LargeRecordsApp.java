package dev.fides.scenarios;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.OutgoingBatch;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Publishes two batches of events about records of 5 MB, which a host makes up as it is asked for them. */
final class LargeRecordsApp {

    private static final int BATCH = Integer.getInteger("fides.largeRecords", 12);
    private static final byte[] LINES =
            "{\"lat\":47.3769,\"lon\":8.5417,\"name\":\"Z\"},".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    private static final int RECORD = 5_000_000;

    private static final String DEFINITION = """
            name: cities
            partitions: 2
            host:
              baseUrl: ${URL}
              key: /id
              list: { path: /cities, records: /value, paging: { type: none } }
              get: { path: "/cities/{key}" }
              getMany: { path: /cities, query: { ids: "{keys}" }, separator: ",", max: 50, records: /value }
              resilience: { concurrency: 8, requestsPerSecond: 1000 }
            mapping: cities.jslt
            target:
              baseUrl: ${URL}
              id: /externalId
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
            """;

    private LargeRecordsApp() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", LargeRecordsApp::answer);
        server.start();
        try {
            World world =
                    World.of(sync("http://127.0.0.1:" + server.getAddress().getPort()));
            for (int lane = 0; lane < 2; lane++) {
                world.changes.send(List.of(new OutgoingBatch(batch(lane), Priority.HIGH, Optional.empty())));
            }
            world.work();
            int published = world.states.count("cities").published() == 2L * BATCH ? 0 : 1;
            System.exit(published);
        } finally {
            server.stop(0);
        }
    }

    private static ChangeBatch batch(int lane) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            changes.add(new Change.Refresh(new RecordKey("k" + lane + "-" + i), RefreshReason.EVENT));
        }
        return new ChangeBatch("cities", lane, Optional.empty(), changes, 0, Optional.empty());
    }

    private static Sync sync(String url) {
        SyncDefinition definition = new SyncDefinitionLoader(
                        name -> Optional.of(url), List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(Map.of("cities.yaml", DEFINITION, "cities.jslt", "{\"externalId\": .id}")))
                .get(0);
        Clock clock = Clock.systemUTC();
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new Random(1));
        Stores stores = new Stores(
                new RestStores(shared, pace, scope -> null, RestStores.MAX_RESPONSE_BYTES, Threads.unwatched()),
                shared,
                pace);
        return new Sync(
                definition,
                stores.hostStore(definition),
                stores.targetStore(definition),
                Mapping.of(definition, stores.targetStore(definition).traits().writeShape()));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean host = path.startsWith("/cities");
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, host ? 0 : -1);
        if (host) {
            try (OutputStream body = exchange.getResponseBody()) {
                String ids = exchange.getRequestURI().getQuery();
                if (ids == null) {
                    record(body, path.substring(path.lastIndexOf('/') + 1));
                } else {
                    all(body, ids.substring("ids=".length()).split(",", -1));
                }
            }
        }
        exchange.close();
    }

    private static void all(OutputStream body, String[] keys) throws IOException {
        write(body, "{\"value\":[");
        for (int i = 0; i < keys.length; i++) {
            write(body, i > 0 ? "," : "");
            record(body, keys[i]);
        }
        write(body, "]}");
    }

    private static void record(OutputStream body, String key) throws IOException {
        write(body, "{\"id\":\"" + key + "\",\"points\":[");
        for (int written = 0; written < RECORD; written += LINES.length) {
            body.write(LINES);
        }
        write(body, "{}]}");
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
