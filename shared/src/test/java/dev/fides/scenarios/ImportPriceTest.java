package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.engine.Engine;
import dev.fides.sync.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an import asks Cosmos DB for each record: the prices of a million records in infra/README.md are worked out from it. */
final class ImportPriceTest {

    private static final int RECORDS = 400;
    private static final int PAGES = 2;

    /** The pages of a second together have records for each of the 16 lanes of a sync. */
    private static final int BATCHES = 16;

    /** What a run asks however many records it has: less than this. */
    private static final int OF_A_RUN = 25;

    private static final String DEFINITION = """
            name: cities
            host:
              baseUrl: http://localhost:1
              key: /id
              list: { path: /cities, records: /value, paging: { type: none } }
              get: { path: "/cities/{key}" }
            mapping: cities.jslt
            target:
              baseUrl: http://localhost:2
              id: /externalId
              upsert: { method: PUT, path: '/docs/{id}' }
              delete: { method: DELETE, path: "/docs/{id}" }
            """;

    private final FakeHost host = new FakeHost(RECORDS / PAGES);
    private final FakeMapping mapping = new FakeMapping();
    private final FakeTarget target = new FakeTarget();
    private final World world = World.of(new Sync(
            new SyncDefinitionLoader(name -> Optional.empty(), List.of())
                    .load(new InMemorySource(Map.of("cities.yaml", DEFINITION, "cities.jslt", ".")))
                    .get(0),
            host,
            target,
            mapping));

    @Test
    void what_is_unchanged_costs_a_read_a_page_and_what_changed_a_write_a_record_and_little_a_batch() {
        host.fill(RECORDS);
        try (CountedMemory memory = new CountedMemory(world)) {
            Engine engine = memory.engine(world, world.sync);

            run(memory, engine);
            requirePublished(memory, 1, 1);

            run(memory, engine);
            requireUnchanged(memory);
            assertThat(asked(memory, "sync-runs.") + asked(memory, "sync-control."))
                    .isLessThan(OF_A_RUN);

            changeAll(host, RECORDS);
            run(memory, engine);
            requirePublished(memory, 1, 1);

            memory.countAnew();
            CountedMemory.tick(world, engine);
            // A query that finds nothing; without its composite index it would look at every record of the sync.
            assertThat(memory.charged()).containsEntry("sync-state.query", 2.8);
        }
    }

    @Test
    void a_record_whose_id_is_not_its_key_costs_a_claim_once_and_one_more_read_a_batch() {
        mapping.idPrefix("id-of-");
        host.fill(RECORDS);
        try (CountedMemory memory = new CountedMemory(world)) {
            Engine engine = memory.engine(world, world.sync);

            run(memory, engine);
            requirePublished(memory, 2, 2);
            assertThat(target.writes()).hasSize(RECORDS);

            run(memory, engine);
            requireUnchanged(memory);

            changeAll(host, RECORDS);
            run(memory, engine);
            requirePublished(memory, 1, 2);
            assertThat(target.writes()).hasSize(2 * RECORDS);
        }
    }

    /** The difference between two imports of another size is what records cost, without what a run costs. */
    @Test
    void a_thousand_records_that_a_snapshot_knows_cost_less_than_twenty_request_units_and_no_write_of_a_state() {
        double few = ofUnchanged(1);
        double more = ofUnchanged(3);

        assertThat((more - few) / 2).isBetween(1.0, 20.0);
    }

    /** An import without a snapshot, one that makes it, one that uses it, one that finds everything changed. */
    @Test
    void the_page_of_costs_has_what_is_counted() {
        FakeHost paged = new FakeHost(1_000);
        paged.fill(2_000);
        World large = World.of(new Sync(world.sync.definition(), paged, new FakeTarget(), mapping));
        try (CountedMemory memory = new CountedMemory(large)) {
            Engine engine = memory.engine(large, large.sync);
            List<String> counted = new ArrayList<>();
            for (String line : List.of("first", "snapshot", "unchanged", "changed")) {
                if (line.equals("changed")) {
                    changeAll(paged, 2_000);
                }
                memory.countAnew();
                large.clock.advance(Duration.ofMinutes(10));
                memory.completeImport(large, engine);
                counted.add(PageOfCosts.line(line, memory));
            }
            PageOfCosts.require(counted);
        }
    }

    /** What a run of so many thousand unchanged records is charged, in pages of a thousand. */
    private double ofUnchanged(int thousands) {
        FakeHost paged = new FakeHost(1_000);
        paged.fill(thousands * 1_000);
        World large = World.of(new Sync(world.sync.definition(), paged, new FakeTarget(), mapping));
        try (CountedMemory memory = new CountedMemory(large)) {
            Engine engine = memory.engine(large, large.sync);
            for (int i = 0; i < 3; i++) {
                memory.countAnew();
                large.clock.advance(Duration.ofMinutes(10));
                memory.completeImport(large, engine);
            }
            assertThat(memory.asked())
                    .as("%s", memory.charged())
                    .doesNotContainKeys("sync-state.bulk", "sync-state.write")
                    // What is current, and its documents.
                    .containsEntry("sync-state.read", 1 + thousands)
                    // One that is checked, and some by chance.
                    .hasEntrySatisfying(
                            "sync-state.readMany", count -> assertThat(count).isBetween(1, 1 + thousands))
                    .containsEntry("sync-state.query", 1);
            return memory.charged().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    private static void changeAll(FakeHost host, int records) {
        for (int i = 0; i < records; i++) {
            host.put(String.format("k%04d", i), "w" + i);
        }
    }

    private static void requireUnchanged(CountedMemory memory) {
        assertThat(memory.asked()).containsEntry("sync-state.readMany", PAGES).doesNotContainKey("sync-state.bulk");
    }

    private static void requirePublished(CountedMemory memory, int writes, int reads) {
        assertThat(memory.asked())
                .as("%s, charged %s", memory.asked(), memory.charged())
                .containsEntry("sync-state.bulk", writes * RECORDS)
                .containsEntry("sync-state.readMany", PAGES + reads * BATCHES)
                .hasEntrySatisfying("sync-runs.write", perBatch(2))
                .hasEntrySatisfying("sync-runs.read", perBatch(3))
                .hasEntrySatisfying("sync-runs.query", perBatch(1));
        assertThat(asked(memory, "sync-control.")).isLessThan(OF_A_RUN);
    }

    private static Consumer<Integer> perBatch(int times) {
        return count -> assertThat(count).isBetween(times * BATCHES, times * BATCHES + OF_A_RUN);
    }

    private static int asked(CountedMemory memory, String container) {
        return memory.asked().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(container))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private void run(CountedMemory memory, Engine engine) {
        memory.countAnew();
        memory.completeImport(world, engine);
    }
}
