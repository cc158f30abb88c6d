package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.contracts.RecordService;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host with three slices, which is called over HTTP, and a world around it. */
abstract class SlicedHost {

    static final String DEFINITION = """
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
                paging: { type: offset, parameter: skip, sizeParameter: top, size: 3 }
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

    static final List<String> PARTS = List.of("a", "b", "c");

    /** With two slices at once they are read in five rounds; some pages of them are empty. */
    static final Map<String, Integer> RECORDS = new TreeMap<>(Map.of("a", 3, "b", 6, "c", 8));

    static final int ALL = 17;

    final RecordService host = new RecordService();
    final FakeTarget target = new FakeTarget();
    World world;

    @BeforeEach
    void fill() {
        RECORDS.forEach((part, count) -> {
            for (int i = 0; i < count; i++) {
                put(part + i, "first", part);
            }
        });
        world = World.pageByPageOf(sync(DEFINITION));
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

    Sync sync(String yaml) {
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

    void put(String id, String value, String... parts) {
        ObjectNode record = JsonNodeFactory.instance.objectNode().put("id", id).put("value", value);
        ArrayNode where = record.putArray("parts");
        List.of(parts).forEach(where::add);
        host.put(id, record);
    }

    void changeAll(String value) {
        RECORDS.forEach((part, count) -> {
            for (int i = 0; i < count; i++) {
                put(part + i, value, part);
            }
        });
    }

    List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }

    void assertAllHave(String value) {
        assertThat(target.documents())
                .hasSize(ALL)
                .allSatisfy((id, document) ->
                        assertThat(document.path("value").asText()).isEqualTo(value));
    }
}
