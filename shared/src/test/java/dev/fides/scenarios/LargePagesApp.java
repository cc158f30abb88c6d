package dev.fides.scenarios;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.engine.Engine;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.operations.Pauses;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.stores.Stores;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.Workers;
import dev.fides.sync.publish.HourlyDeleteAllowance;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Imports the pages of 60 MB of two syncs side by side, when all is new and once more when nothing changed. */
final class LargePagesApp {

    /** One each, because a page takes seconds; with more of them pages are read ahead as well. */
    private static final int PAGES = Integer.getInteger("fides.largePages", 1);

    private static final int PER_PAGE = 600;
    private static final byte[] LINES =
            "{\"lat\":47.3769,\"lon\":8.5417,\"name\":\"Z\"},".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final int RECORD = 100_000;

    private static final String DEFINITION = """
            name: ${NAME}
            partitions: 2
            host:
              baseUrl: ${URL}
              key: /id
              list: { path: /cities, records: /value, paging: { type: cursor, parameter: from, pointer: /next } }
              get: { path: "/cities/{key}" }
              resilience: { concurrency: 8, requestsPerSecond: 1000 }
            mapping: cities.jslt
            target:
              baseUrl: ${URL}
              id: /externalId
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
              resilience: { concurrency: 8, requestsPerSecond: 100000 }
            """;

    private static final AtomicLong IDS = new AtomicLong();

    private LargePagesApp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", LargePagesApp::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        RecordMemory memory = RecordMemory.ofThisProcess();
        Workers workers = new Workers(threads, 2);
        List<Future<?>> syncs = new ArrayList<>();
        for (String name : List.of("cities", "towns")) {
            syncs.add(threads.submit(() -> importTwice(sync(name, url), memory, workers)));
        }
        for (Future<?> sync : syncs) {
            sync.get();
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Old Gen"))
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.println("peak of the old generation: " + peak / 1_000_000 + " MB");
        System.exit(0);
    }

    private static void importTwice(Sync sync, RecordMemory memory, Workers workers) {
        World world = World.of(sync);
        Engine engine = engine(world, sync, memory, workers);
        long all = (long) PAGES * PER_PAGE;
        expect(new ReadCounts(all, 0, all, 0, 0, 0), imported(world, engine, sync));
        expect(all, world.states.count(sync.name()).published());
        expect(new ReadCounts(all, all, 0, 0, 0, 0), imported(world, engine, sync));
    }

    private static ReadCounts imported(World world, Engine engine, Sync sync) {
        world.clock.advance(Duration.ofMinutes(1));
        engine.runs().starter().start(sync, RunType.IMPORT, "test", RunOptions.DEFAULT);
        String id = world.runs.active(sync.name()).get(0).run().id();
        int done;
        do {
            done = world.steps.deliverAll(message -> engine.steps().run(message, "owner-" + IDS.incrementAndGet()));
            done += world.changes.deliverAll(delivery -> engine.publisher().publish(delivery));
        } while (done > 0);
        Run run = world.run(id);
        expect(RunStatus.COMPLETED, run.status());
        World.assertSumsAgree(run, run.outcomes().orElseThrow());
        return run.progress().read();
    }

    private static void expect(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }

    private static Engine engine(World world, Sync sync, RecordMemory memory, Workers workers) {
        Pauses pauses = new Pauses(world.control, world.clock);
        return new Engine(
                new Syncs(List.of(sync)),
                new EnginePorts(world.states, world.snapshots, world.runs, world.control, world.changes, world.steps),
                pauses,
                new HourlyDeleteAllowance(world.control, world.states, world.clock),
                EngineSettings.DEFAULT,
                new EngineEnvironment(
                        world.clock,
                        workers,
                        new Random(1),
                        () -> "w" + IDS.incrementAndGet(),
                        Optional::empty,
                        world.clock::advance,
                        Heartbeat.none(),
                        memory,
                        EngineListener.NONE));
    }

    private static Sync sync(String name, String url) {
        SyncDefinition definition = new SyncDefinitionLoader(
                        setting -> Optional.of(setting.equals("NAME") ? name : url),
                        List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(Map.of(
                        name + ".yaml",
                        DEFINITION.replace("${NAME}", name),
                        "cities.jslt",
                        "{\"externalId\": .id, \"points\": .points[0 : 200]}")))
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
                if (path.equals("/cities")) {
                    page(body, Optional.ofNullable(exchange.getRequestURI().getQuery()));
                } else {
                    record(body, path.substring(path.lastIndexOf('/') + 1));
                }
            }
        }
        exchange.close();
    }

    private static void page(OutputStream body, Optional<String> query) throws IOException {
        int page = query.map(from -> Integer.parseInt(from.substring(from.indexOf('=') + 1)))
                .orElse(0);
        write(body, "{\"value\":[");
        for (int i = 0; i < PER_PAGE; i++) {
            write(body, i > 0 ? "," : "");
            record(body, "k" + page + "-" + i);
        }
        write(body, page + 1 < PAGES ? "],\"next\":\"" + (page + 1) + "\"}" : "]}");
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
