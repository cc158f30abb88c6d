package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.contracts.RecordService;
import dev.fides.engine.Engine;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.queue.StepMessage;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.run.Outcome;
import dev.fides.run.Problem;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.RunType;
import dev.fides.stores.Stores;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Sync;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host whose listing is read in slices, side by side: for a run it is one listing. */
class SlicedListingTest {

    private static final String DEFINITION = """
            name: cities
            partitions: 4
            host:
              baseUrl: ${HOST}
              key: /id
              list:
                path: /records
                query: { bare: "1" }
                records: /items
                total: /count
                paging: { type: offset, parameter: skip, sizeParameter: top, size: 4 }
                slices: [{ query: { part: a } }, { query: { part: b } }, { query: { part: c } }]
              get: { path: "/records/{key}" }
              resilience: { attempts: 1, requestsPerSecond: 10000, concurrency: 2 }
            mapping: cities.jslt
            target:
              baseUrl: http://localhost:2
              id: /id
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
            """;

    private static final List<String> PARTS = List.of("a", "b", "c");

    /** The first slice has 2 pages of 4, the others have 3: with two at once 5 rounds, the last of empty pages. */
    private static final Map<String, Integer> RECORDS = new TreeMap<>(Map.of("a", 7, "b", 10, "c", 12));

    private static final int ALL = 29;

    private final RecordService host = new RecordService();
    private final FakeTarget target = new FakeTarget();
    private World world;

    @BeforeEach
    void fill() {
        RECORDS.forEach((part, count) -> {
            for (int i = 0; i < count; i++) {
                put(part + i, "first", part);
            }
        });
        world = World.of(sync(DEFINITION));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @AfterEach
    void the_sums_of_every_run_agree() {
        world.runs.list("cities", Optional.empty(), 1000).runs().stream()
                .filter(run -> run.type() != RunType.PLAN)
                .forEach(run -> World.assertSumsAgree(run, world.outcomes(run)));
    }

    private Sync sync(String yaml) {
        return sync(yaml, host, target);
    }

    /** A sync of a host that is called over HTTP. */
    static Sync sync(String yaml, RecordService host, TargetStore target) {
        SyncDefinition definition = new SyncDefinitionLoader(
                        name -> Optional.of(host.uri().toString()), List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(Map.of("cities.yaml", yaml, "cities.jslt", ".")))
                .get(0);
        Clock clock = Clock.systemUTC();
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new Random(1));
        Stores stores = new Stores(
                new RestStores(shared, pace, scope -> null, RestStores.MAX_RESPONSE_BYTES, Threads.unwatched()),
                shared,
                pace);
        TargetTraits traits = target.traits();
        return new Sync(definition, stores.hostStore(definition), target, Mapping.of(definition, traits.writeShape()));
    }

    private void put(String id, String value, String... parts) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("id", id).put("value", value);
        ArrayNode where = record.putArray("parts");
        List.of(parts).forEach(where::add);
        host.put(id, record);
    }

    private void changeAll(String value) {
        RECORDS.forEach((part, count) -> {
            for (int i = 0; i < count; i++) {
                put(part + i, value, part);
            }
        });
    }

    private List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }

    private void assertAllHave(String value) {
        assertThat(target.documents())
                .hasSize(ALL)
                .allSatisfy((id, document) ->
                        assertThat(document.path("value").asText()).isEqualTo(value));
    }

    @Test
    void all_records_of_all_slices_are_read_once_and_a_second_import_writes_nothing() {
        Run first = world.complete(RunType.IMPORT);
        Run second = world.complete(RunType.IMPORT);

        assertThat(first.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(first.progress().read()).isEqualTo(new ReadCounts(ALL, 0, ALL, 0, 0, 0));
        assertThat(second.progress().read()).isEqualTo(new ReadCounts(ALL, ALL, 0, 0, 0, 0));
        assertThat(world.outcomes(first).of(Outcome.PUBLISHED)).isEqualTo(ALL);
        assertThat(target.writes()).hasSize(ALL);
        assertThat(problems(first)).isEmpty();
        assertAllHave("first");
    }

    @Test
    void an_import_that_dies_after_any_write_to_its_run_goes_on_where_it_was() {
        world.complete(RunType.IMPORT);
        boolean died = true;
        int deaths = 0;
        for (int writes = 1; died; writes++) {
            changeAll("changed " + writes);
            String id = world.start(RunType.IMPORT);
            StepMessage message = world.steps.take().orElseThrow();
            died = dies(message, writes);
            deaths += died ? 1 : 0;
            world.clock.advance(Duration.ofMinutes(30));
            world.engine.watch().supervisor().tick();
            world.untilQuiet();

            assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(world.run(id).progress().listed()).isZero();
            assertThat(world.run(id).progress().read().read()).isEqualTo(ALL);
            assertAllHave("changed " + writes);
        }
        assertThat(deaths)
                .as("deaths, of which there is one after each of five pages")
                .isGreaterThan(5);
    }

    /** Does a step that dies as soon as the run was written so often. */
    private boolean dies(StepMessage message, int writes) {
        AtomicInteger left = new AtomicInteger(writes);
        RunStore dying = (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(), new Class<?>[] {RunStore.class}, (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(world.runs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (method.getName().equals("replace") && left.decrementAndGet() == 0) {
                        throw new FakeHost.Killed();
                    }
                    return result;
                });
        Engine instance = world.instance(
                world.clock,
                world.sync,
                new EnginePorts(world.states, world.snapshots, dying, world.control, world.changes, world.steps));
        try {
            instance.steps().run(message, "one that may die");
            return false;
        } catch (FakeHost.Killed e) {
            return true;
        }
    }

    @Test
    void a_step_message_that_comes_twice_reads_nothing_twice() {
        String id = world.start(RunType.IMPORT);
        world.steps.doubleNext();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.run(id).progress().read().read()).isEqualTo(ALL);
        assertThat(target.writes()).hasSize(ALL);
    }

    @Test
    void one_slice_that_cannot_be_read_fails_the_run_and_deletes_nothing() {
        world.complete(RunType.IMPORT);
        changeAll("second");
        host.beforeList(query -> {
            if ("c".equals(query.get("part"))) {
                throw new IllegalStateException("not this part");
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("slice 3 of the listing", "not this part");
        assertThat(target.documents()).hasSize(ALL);
    }

    @Test
    void a_slice_that_lacks_records_of_its_own_total_makes_the_run_incomplete_though_another_has_more() {
        host.beforeList(query -> {
            if ("b".equals(query.get("part")) && "8".equals(query.get("skip"))) {
                // The last two of ten do not come.
                query.put("skip", "1000");
            } else if ("c".equals(query.get("part")) && "4".equals(query.get("skip"))) {
                put("c98", "first", "c");
                put("c99", "first", "c");
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(run.error().orElseThrow()).contains("announced", "nothing is concluded from what was missing");
    }

    @Test
    void a_record_of_two_slices_is_one_record_and_nobodys_fault() {
        put("a0", "first", "a", "b");
        put("both", "first", "a", "b");
        host.remove("a6");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(problems(run)).isEmpty();
        assertThat(target.writes()).hasSize(ALL);
        assertAllHave("first");
    }

    @Test
    void of_a_record_that_changes_between_two_slices_the_host_is_asked() {
        put("a0", "old", "a", "b");
        host.beforeList(query -> {
            if ("b".equals(query.get("part"))) {
                put("a0", "first", "a", "b");
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertAllHave("first");
    }

    @Test
    void slices_inside_each_other_are_no_listing_that_goes_round() {
        for (int i = 0; i < 40; i++) {
            put("more" + i, "first", "a", "b", "c");
        }

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target.documents()).hasSize(ALL + 40);
    }

    @Test
    void a_host_that_ignores_what_tells_slices_apart_is_told_and_its_records_are_written_once() {
        world = World.of(sync(DEFINITION.replace("part: ", "unknown: ")));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target.writes()).hasSize(ALL);
        assertThat(problems(run))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("slices 1 and 2", "list.slices", "begin with the same 4 records", "Sync cities"));
    }

    @Test
    void a_cancelled_run_ends_between_two_pages_and_another_begins_anew() {
        String id = world.start(RunType.IMPORT);
        host.beforeList(query -> {
            if ("c".equals(query.get("part"))) {
                world.engine.runs().control().cancel(id);
            }
        });
        world.untilQuiet();
        host.beforeList(query -> {});

        assertThat(world.run(id).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        assertAllHave("first");
    }

    @Test
    void a_canary_reads_no_more_than_it_may() {
        Run canary = world.complete(RunType.IMPORT, new RunOptions(OptionalLong.of(5), List.of(), false));

        assertThat(canary.progress().read().read()).isEqualTo(5);
        assertThat(target.documents()).hasSize(5);
    }

    @Test
    void a_clean_up_deletes_what_is_gone_from_any_slice_and_nothing_else() {
        world.complete(RunType.IMPORT);
        host.remove("b3");
        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        Map<String, JsonNode> left = target.documents();
        assertThat(left).hasSize(ALL - 1).doesNotContainKey("b3");
        assertThat(PARTS).allMatch(part -> left.containsKey(part + "0"));
    }
}
