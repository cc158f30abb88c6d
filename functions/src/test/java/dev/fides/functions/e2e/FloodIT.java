package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.functions.e2e.ScriptedService.Answer;
import dev.fides.functions.e2e.ScriptedService.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One sync floods an instance: 10,000 events on all of its lanes, a mapping that takes long, a target that
 * hangs until the time limit. Three others do not notice.
 */
class FloodIT {

    private static final int FLOOD = 10_000;
    private static final int EVENTS_PER_CALL = 500;
    private static final int EVENTS = 25;
    private static final List<String> SMALL = List.of("small-a", "small-b", "small-c");

    private static final String DEFINITION = """
            name: %1$s
            host:
              baseUrl: ${%2$s_URL}
              key: /id
              list: { path: /list/%1$s, records: /value, paging: { type: none } }
              get: { path: "/one/{key}" }
              events: { key: /data/id }
            mapping: %3$s.jslt
            target:
              baseUrl: ${%2$s_URL}
              timeout: PT5M
              id: /externalId
              upsert: { method: PUT, path: "/docs/%1$s/{id}" }
              delete: { method: DELETE, path: "/docs/%1$s/{id}" }
              resilience: { concurrency: 64, requestsPerSecond: 1000 }
            """;

    /** A hundred thousand turns of a loop. */
    private static final String SLOW = """
            let d = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
            { "externalId": .id,
              "n": size([for ($d) [for ($d) [for ($d) [for ($d) [for ($d) 1]]]]]) }
            """;

    private final Map<String, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger mostHanging = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    private Answer small(Call call) {
        String path = call.uri().getPath();
        String last = path.replaceFirst(".*/", "");
        if (path.startsWith("/list/")) {
            return Answer.ok("{'value':["
                    + IntStream.range(0, 200)
                            .mapToObj(i -> "{'id':'i" + i + "'}")
                            .collect(Collectors.joining(",")) + "]}");
        }
        if (call.method().equals("GET")) {
            return Answer.ok("{'id':'" + last + "'}");
        }
        arrival(path).complete(System.nanoTime());
        return new Answer(200, "");
    }

    private Answer flood(Call call) {
        String last = call.uri().getPath().replaceFirst(".*/", "");
        if (call.method().equals("GET")) {
            return Answer.ok("{'id':'" + last + "'}");
        }
        mostHanging.accumulateAndGet(hanging.incrementAndGet(), Math::max);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hanging.decrementAndGet();
            answered.incrementAndGet();
        }
        return new Answer(200, "");
    }

    private CompletableFuture<Long> arrival(String path) {
        return arrivals.computeIfAbsent(path, unused -> new CompletableFuture<>());
    }

    @Test
    void three_syncs_do_not_notice_that_another_one_floods_the_instance() throws Exception {
        try (ScriptedService small = new ScriptedService(this::small, 16);
                ScriptedService flood = new ScriptedService(this::flood, 200);
                Machine machine = Machine.start("flood", 1)) {
            machine.set("SMALL_URL", small.uri());
            machine.set("FLOOD_URL", flood.uri());
            define(machine);
            Api api = machine.startFunctions();
            measure(api, "warm");

            List<Double> alone = measure(api, "alone");
            startFlood(api);
            Poll.untilTrue("the target of the flood hangs", () -> hanging.get() >= 8);
            List<Double> beside = measure(api, "beside");
            int hangingStill = hanging.get();
            int ended = answered.get();
            List<String> imports =
                    SMALL.stream().map(sync -> api.runImport(sync).status()).toList();
            over.countDown();

            System.out.printf(
                    Locale.ROOT,
                    "events of three syncs, p95: alone %.0f ms, beside a flood %.0f ms (medians %.0f, %.0f);"
                            + " %d processors, at most %d requests hung%n",
                    p(95, alone),
                    p(95, beside),
                    p(50, alone),
                    p(50, beside),
                    Runtime.getRuntime().availableProcessors(),
                    mostHanging.get());
            // How soon they came is printed, since it depends on what else the machine does; none of them waited for a
            // request of the flood to end, because none has ended.
            assertThat(hangingStill).as("the flood is there").isPositive();
            assertThat(ended).as("requests of the flood that ended").isZero();
            assertThat(imports).containsOnly("COMPLETED");
        } finally {
            over.countDown();
        }
    }

    private static void define(Machine machine) throws IOException {
        machine.define("flood.jslt", SLOW);
        machine.define("small.jslt", "{ \"externalId\": .id }");
        machine.define("flood.yaml", DEFINITION.formatted("flood", "FLOOD", "flood"));
        for (String sync : SMALL) {
            machine.define(sync + ".yaml", DEFINITION.formatted(sync, "SMALL", "small"));
        }
    }

    private static void startFlood(Api api) {
        for (int from = 0; from < FLOOD; from += EVENTS_PER_CALL) {
            String events = IntStream.range(from, from + EVENTS_PER_CALL)
                    .mapToObj(i -> "{\"data\":{\"id\":\"f" + i + "\"}}")
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(api.post("events/flood", events).status()).isLessThan(300);
        }
    }

    /** How many milliseconds events of each of the three take from being sent to the target, one after the other. */
    private List<Double> measure(Api api, String name) throws Exception {
        // In threads of their own: the HTTP client itself needs those of the common pool, which may have one.
        ExecutorService threads = Executors.newFixedThreadPool(SMALL.size());
        List<CompletableFuture<List<Double>>> syncs = SMALL.stream()
                .map(sync -> CompletableFuture.supplyAsync(
                        () -> {
                            List<Double> took = new ArrayList<>();
                            for (int i = 0; i < EVENTS; i++) {
                                String id = name + i;
                                CompletableFuture<Long> arrival = arrival("/docs/" + sync + "/" + id);
                                long sent = System.nanoTime();
                                assertThat(api.post("events/" + sync, "{\"data\":{\"id\":\"" + id + "\"}}")
                                                .status())
                                        .isLessThan(300);
                                took.add((arrival.orTimeout(Poll.LIMIT.toSeconds(), TimeUnit.SECONDS)
                                                        .join()
                                                - sent)
                                        / 1e6);
                            }
                            return took;
                        },
                        threads))
                .toList();
        List<Double> all = new ArrayList<>();
        for (CompletableFuture<List<Double>> sync : syncs) {
            all.addAll(sync.get());
        }
        threads.shutdown();
        return all;
    }

    private static double p(int percent, List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
