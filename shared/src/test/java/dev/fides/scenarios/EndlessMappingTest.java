package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.bounds.LimitedWork;
import dev.fides.bounds.LostThread;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.json.Json;
import dev.fides.mapping.Mapping;
import dev.fides.mapping.MappingResult;
import dev.fides.mapping.MessageMapper;
import dev.fides.model.Change;
import dev.fides.model.HostRecord;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.operations.LostThreads;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records whose mapping comes to no end, or leaves its stack: they are parked, and stop nobody. */
class EndlessMappingTest {

    private static final String DEFINITION = """
            name: cities
            partitions: 4
            host:
              baseUrl: http://localhost:1
              key: /id
              list: { path: /cities, records: /value, paging: { type: none } }
              get: { path: "/cities/{key}" }
            mapping: %s
            schema: cities.json
            target:
              baseUrl: http://localhost:2
              id: /externalId
              upsert: { method: PUT, path: "/docs/{id}" }
              delete: { method: DELETE, path: "/docs/{id}" }
              list: { path: /docs, records: /items, key: /externalId, id: /externalId, paging: { type: none } }
            schedule: { import: "0 */15 * * * *" }
            """;

    /** As it was seen: several ".*" on a text of 1,200 letters. */
    private static final String SEEN = "{ \"externalId\": .id, \"text\": .value,"
            + " \"odd\": test(.value, \"(.*)a(.*)b(.*)c(.*)d(.*)e(.*)f(.*)!\") }";

    /** No function of JSLT's is called and no object made, so that it can only be left alone. */
    private static final String ENDLESS = "def endless(n) if ($n > 0) endless($n - 1) + endless($n - 1) else 1"
            + " { \"externalId\": .id, \"text\": if (.value == \"bad\") endless(24) else .value }";

    /** Calls functions, so that it can be stopped. */
    private static final String LONG = "def long(n) if ($n > 0) long($n - 1) + long(number($n) - 1) else 1"
            + " { \"externalId\": .id, \"text\": if (.value == \"bad\") long(200) else .value }";

    private static final String MAPPED = "{ \"externalId\": .id, \"text\": .value }";

    /** Long enough for a good record on a busy machine. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    /** For what must end by itself: a limit that ended it would hide that it does not. */
    private static final Duration NO_LIMIT = Duration.ofMinutes(5);

    private final ExecutorService pool = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mapping of a test");
        thread.setDaemon(true);
        return thread;
    });
    private final FakeHost host = new FakeHost(10);
    private final FakeTarget target = new FakeTarget();
    private Duration limit = LIMIT;
    private ExpendableThreads threads;
    private World world;

    @BeforeEach
    void reset() {
        Stubborn.LEFT_ALONE.set(new CountDownLatch(1));
        Counting.CALLS.set(0);
        Counting.BAD_CALLS.set(0);
    }

    @AfterEach
    void stop() {
        Stubborn.LEFT_ALONE.get().countDown();
        pool.shutdownNow();
    }

    private void world(String jslt, String schema) {
        start("cities.jslt", jslt, schema);
    }

    private void worldOf(Class<?> mapper) {
        start("{ class: \"" + mapper.getName() + "\" }", MAPPED, "{}");
    }

    private void start(String mapping, String jslt, String schema) {
        SyncDefinition definition = new SyncDefinitionLoader(name -> Optional.empty(), List.of(Mapping::check))
                .load(new InMemorySource(Map.of(
                        "cities.yaml", DEFINITION.formatted(mapping), "cities.jslt", jslt, "cities.json", schema)))
                .get(0);
        threads = new ExpendableThreads(pool, limit, Clock.systemUTC(), new ExpendableThreads.Listener() {
            @Override
            public void lost(LostThread thread) {}

            @Override
            public void ended(LostThread thread) {}
        });
        target.listable();
        world = World.of(new Sync(
                definition, host, target, Mapping.of(definition, "put").limited(new LimitedWork("cities", threads))));
    }

    private Failure parked(String key) {
        return world.state(key).flatMap(state -> state.failure()).orElseThrow();
    }

    @Test
    void a_regular_expression_that_tries_all_ways_ends_in_linear_time() {
        limit = NO_LIMIT;
        world(SEEN, "{}");
        host.put("k1", "fine");
        host.put("k2", "abcdef".repeat(200));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target.documents()).hasSize(2);
    }

    @Test
    void a_pattern_of_a_schema_that_leaves_its_stack_ends_in_linear_time() {
        limit = NO_LIMIT;
        world(MAPPED, "{ \"properties\": { \"text\": { \"pattern\": \"^(a|b|[c-z])*$\" } } }");
        host.put("k1", "fine");
        host.put("k2", "ab".repeat(50_000));
        host.put("k3", "ab".repeat(50_000) + "?");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(target.documents()).hasSize(2);
        assertThat(parked("k3").reason()).isEqualTo(FailureReason.SCHEMA);
    }

    @Test
    void a_pattern_that_nobody_can_run_in_linear_time_parks_the_record_and_no_other() {
        world(MAPPED, "{ \"properties\": { \"text\": { \"pattern\": \"^(a|b|[c-z])*(?=$)\" } } }");
        host.put("k1", "fine");
        host.put("k2", "ab".repeat(50_000));

        world.complete(RunType.IMPORT);

        assertThat(target.documents()).hasSize(1);
        assertThat(parked("k2").reason()).isEqualTo(FailureReason.MAPPING_TIMEOUT);
        assertThat(parked("k2").message()).contains("came to no end on a text of 100000 characters");
        assertThat(world.sync.mapping().warnings())
                .containsExactly("cities.json: the pattern ^(a|b|[c-z])*(?=$) has a look-ahead and cannot run in"
                        + " linear time; a record on which it takes too long is parked");
    }

    @Test
    void a_mapping_that_takes_too_long_is_ended_where_it_calls_functions() {
        world(LONG, "{}");
        host.put("k1", "fine");
        host.put("k2", "bad");
        host.put("k3", "fine");

        world.complete(RunType.IMPORT);

        assertThat(target.documents()).hasSize(2);
        assertThat(parked("k2").reason()).isEqualTo(FailureReason.MAPPING_TIMEOUT);
        assertThat(threads.lost()).isEmpty();
    }

    @Test
    void a_mapping_that_cannot_be_ended_loses_its_thread_and_nothing_else() {
        world(ENDLESS, "{}");
        host.put("k1", "fine");
        host.put("k2", "bad");
        host.put("k3", "fine");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(target.documents()).hasSize(2);
        Failure failure = parked("k2");
        assertThat(failure.reason()).isEqualTo(FailureReason.MAPPING_TIMEOUT);
        assertThat(failure.nextRetryAt()).isEmpty();
        assertThat(failure.message()).contains("took longer than PT0.5S");
        assertThat(threads.lost()).extracting(LostThread::item).containsExactly("k2");
    }

    @Test
    void a_record_that_took_too_long_is_not_mapped_again_until_it_changes() {
        worldOf(Counting.class);
        host.put("k1", "fine");
        host.put("k2", "bad");
        world.complete(RunType.IMPORT);
        assertThat(Counting.CALLS).hasValue(2);

        world.complete(RunType.IMPORT);
        world.complete(RunType.REIMPORT);
        world.complete(RunType.CLEAN_UP);
        world.complete(RunType.VERIFY);
        world.send(new Change.Refresh(new RecordKey("k2"), RefreshReason.EVENT), Priority.HIGH);
        world.send(
                new Change.Refresh(new RecordKey("k2"), RefreshReason.DOUBT)
                        .rewriting()
                        .doubted(),
                Priority.HIGH);
        world.untilQuiet();

        assertThat(Counting.BAD_CALLS).hasValue(1);
        assertThat(parked("k2").reason()).isEqualTo(FailureReason.MAPPING_TIMEOUT);

        host.put("k2", "better");
        world.complete(RunType.IMPORT);
        assertThat(world.state("k2").orElseThrow().failure()).isEmpty();
    }

    @Test
    void somebody_who_asks_for_the_record_gets_it_mapped_again() {
        worldOf(Counting.class);
        host.put("k2", "bad");
        world.complete(RunType.IMPORT);
        int before = Counting.BAD_CALLS.get();

        world.send(new Change.Refresh(new RecordKey("k2"), RefreshReason.REQUEST).rewriting(), Priority.HIGH);
        world.untilQuiet();

        assertThat(Counting.BAD_CALLS).hasValue(before + 1);
    }

    @Test
    void a_mapper_that_listens_to_an_interrupt_ends() {
        worldOf(Waiting.class);
        host.put("k1", "bad");
        host.put("k2", "fine");

        world.complete(RunType.IMPORT);

        assertThat(parked("k1").reason()).isEqualTo(FailureReason.MAPPING_TIMEOUT);
        assertThat(target.documents()).hasSize(1);
        assertThat(threads.lost()).isEmpty();
    }

    @Test
    void a_page_goes_on_behind_the_record_that_hangs_on_all_cores() {
        worldOf(Stubborn.class);
        Workers workers = new Workers(pool, 2, threads);
        List<HostRecord> records = IntStream.range(0, 200)
                .mapToObj(i -> new HostRecord(
                        new RecordKey("k" + i),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", "k" + i)
                                .put("value", i == 50 || i == 150 ? "bad" : "fine")))
                .toList();

        List<MappingResult> results = workers.map(records, world.sync.mapping()::map);

        assertThat(results).hasSize(200);
        assertThat(IntStream.range(0, 200).filter(i -> results.get(i) instanceof MappingResult.Invalid))
                .containsExactly(50, 150);
        assertThat(threads.lost()).extracting(LostThread::item).containsExactlyInAnyOrder("k50", "k150");
    }

    @Test
    void a_mapping_that_hangs_on_record_after_record_takes_no_more_processors() {
        worldOf(Stubborn.class);
        for (int i = 0; i < 4; i++) {
            world.sync.mapping().map(record("bad " + i, "bad"));
        }

        assertThatThrownBy(() -> world.sync.mapping().map(record("k9", "fine")))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("sync cities hangs on 4 items")
                .hasMessageContaining("Item: k9");
    }

    @Test
    void every_fault_of_a_mapper_is_its_records() {
        worldOf(Faulty.class);
        host.put("k1", "bad");
        host.put("k2", "deep");
        host.put("k3", "assert");
        host.put("k4", "fine");

        world.complete(RunType.IMPORT);

        assertThat(target.documents()).hasSize(1);
        assertThat(parked("k1").message()).contains("StackOverflowError");
        assertThat(parked("k2").message()).contains("expected at most 512 levels");
        assertThat(parked("k3").message()).contains("AssertionError");
    }

    @Test
    void running_out_of_memory_is_nobodys_record() {
        worldOf(Faulty.class);

        assertThatThrownBy(() -> world.sync.mapping().map(record("k1", "memory")))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void what_hangs_is_known_to_all_instances_until_it_ends() {
        World any = new World();
        LostThreads one = new LostThreads(any.control, "one", EngineListener.NONE);
        LostThreads other = new LostThreads(any.control, "other", EngineListener.NONE);
        LostThread thread = new LostThread("cities", "k2", any.clock.instant());

        one.lost(thread);
        assertThat(other.all()).containsExactly(thread);

        one.ended(thread);
        any.clock.advance(Duration.ofMinutes(1));
        assertThat(other.all()).isEmpty();
    }

    private static HostRecord record(String key, String value) {
        return new HostRecord(
                new RecordKey(key),
                JsonNodeFactory.instance.objectNode().put("id", key).put("value", value));
    }

    private static JsonNode document(JsonNode record) {
        return World.document(record.path("id").asText(), record.path("value").asText());
    }

    private static boolean isBad(JsonNode record) {
        return record.path("value").asText().equals("bad");
    }

    /** Hangs on "bad" and can be interrupted. */
    public static final class Waiting implements MessageMapper {
        @Override
        public JsonNode map(JsonNode record) {
            if (isBad(record)) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
            }
            return document(record);
        }

        @Override
        public String version() {
            return "1";
        }
    }

    /** The same, counted. */
    public static final class Counting implements MessageMapper {
        static final AtomicInteger CALLS = new AtomicInteger();
        static final AtomicInteger BAD_CALLS = new AtomicInteger();

        @Override
        public JsonNode map(JsonNode record) {
            CALLS.incrementAndGet();
            if (isBad(record)) {
                BAD_CALLS.incrementAndGet();
            }
            return new Waiting().map(record);
        }

        @Override
        public String version() {
            return "1";
        }
    }

    /** Hangs on "bad" whoever interrupts it, until the tests are over. */
    public static final class Stubborn implements MessageMapper {
        static final AtomicReference<CountDownLatch> LEFT_ALONE = new AtomicReference<>();

        @Override
        public JsonNode map(JsonNode record) {
            CountDownLatch over = LEFT_ALONE.get();
            while (isBad(record) && over.getCount() > 0) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    // It does not listen.
                }
            }
            return document(record);
        }

        @Override
        public String version() {
            return "1";
        }
    }

    /** Fails in every way. */
    public static final class Faulty implements MessageMapper {
        @Override
        public JsonNode map(JsonNode record) {
            return switch (record.path("value").asText()) {
                case "bad" -> map(record);
                case "deep" ->
                    Json.parse("{\"externalId\":\"k2\"}") instanceof com.fasterxml.jackson.databind.node.ObjectNode o
                            ? o.set("deep", deep(100_000))
                            : null;
                case "assert" -> throw new AssertionError("no");
                case "memory" -> throw new OutOfMemoryError("simulated");
                default -> document(record);
            };
        }

        private static JsonNode deep(int levels) {
            JsonNode node = JsonNodeFactory.instance.textNode("bottom");
            for (int i = 0; i < levels; i++) {
                node = JsonNodeFactory.instance.arrayNode().add(node);
            }
            return node;
        }

        @Override
        public String version() {
            return "1";
        }
    }
}
