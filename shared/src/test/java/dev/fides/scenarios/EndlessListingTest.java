package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.PagingHost;
import dev.fides.rest.RestStores;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listings that never end by themselves, of hosts and of targets: each run comes to an end, and says how. */
class EndlessListingTest {

    private static final String DEFINITION = """
            name: cities
            partitions: 4
            host:
              baseUrl: ${HOST}
              key: /id
              list: { path: /cities, records: /value, total: /count, paging: { type: page, parameter: p, sizeParameter: s, size: 4 } }
              get: { path: "/cities/{key}" }
            mapping: cities.jslt
            target:
              baseUrl: ${HOST}
              id: /externalId
              upsert: { method: PUT, path: "/docs/{id}" }
              delete: { method: DELETE, path: "/docs/{id}" }
              list: { path: /cities, records: /value, key: /id, id: /id, paging: { type: page, parameter: p, sizeParameter: s, size: 4 } }
            schedule: { import: "0 */15 * * * *" }
            """;

    private final FakeTarget target = new FakeTarget();
    private PagingHost host;
    private World world;

    @AfterEach
    void stop() {
        host.close();
    }

    private void serve(int announced, Function<Map<String, String>, PagingHost.Page> pages, boolean asTarget) {
        host = new PagingHost(announced, pages);
        SyncDefinition definition = new SyncDefinitionLoader(
                        name -> Optional.of(host.url()), List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(
                        Map.of("cities.yaml", DEFINITION, "cities.jslt", "{ \"externalId\": .id, \"text\": .id }")))
                .get(0);
        Clock clock = Clock.systemUTC();
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new Random(1));
        Stores stores = new Stores(
                new RestStores(shared, pace, scope -> null, RestStores.MAX_RESPONSE_BYTES, Threads.unwatched()),
                shared,
                pace);
        FakeHost inMemory = new FakeHost(10);
        inMemory.fill(3);
        world = World.of(new Sync(
                definition,
                asTarget ? inMemory : stores.hostStore(definition),
                asTarget ? stores.targetStore(definition) : target,
                Mapping.of(definition, "put")));
    }

    private static PagingHost.Page page(int records, int from) {
        return new PagingHost.Page(
                200, IntStream.range(from, Math.min(from + 4, records)).boxed().toList(), Optional.empty());
    }

    private static int from(Map<String, String> query) {
        return (Integer.parseInt(query.get("p")) - 1) * 4;
    }

    @Test
    void a_host_of_ten_records_that_ignores_the_parameter_fails_the_import_at_once() {
        serve(
                -1,
                query -> new PagingHost.Page(200, IntStream.range(0, 10).boxed().toList(), Optional.empty()),
                false);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow())
                .contains("page 2 of the listing brings the records of page 1 again", "ignore the parameter \"p\"");
        assertThat(host.requests()).isLessThan(20);
    }

    @Test
    void a_host_that_clamps_to_its_last_page_is_imported() {
        serve(-1, query -> page(10, Math.min(from(query), 8)), false);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().listed()).isZero();
        assertThat(run.progress().read().read()).isEqualTo(10);
        assertThat(target.documents()).hasSize(10);
    }

    /** The first record follows the last one, at no page's beginning: the pages repeat themselves only after 101. */
    @Test
    void a_host_that_begins_anew_in_the_middle_of_a_page_fails_the_import() {
        serve(
                -1,
                query -> new PagingHost.Page(
                        200,
                        IntStream.range(from(query), from(query) + 4)
                                .map(i -> i % 101)
                                .boxed()
                                .toList(),
                        Optional.empty()),
                false);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("the listing goes round");
        assertThat(host.requests()).isLessThan(40);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLEAN_UP", "VERIFY"})
    void a_target_that_ignores_the_parameter_fails_what_lists_it(RunType type) {
        serve(
                -1,
                query -> new PagingHost.Page(200, IntStream.range(0, 10).boxed().toList(), Optional.empty()),
                true);

        Run run = world.complete(type);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("page 2 of the listing brings the records of page 1 again");
    }

    @Test
    void a_host_that_grows_while_it_is_listed_is_complete() {
        serve(
                12,
                query -> {
                    if (from(query) == 8) {
                        host.announce(14);
                    }
                    return page(from(query) < 8 ? 12 : 15, from(query));
                },
                false);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().read().read()).isEqualTo(15);
    }

    @Test
    void a_host_that_lists_fewer_than_it_announced_is_incomplete() {
        serve(20, query -> page(12, from(query)), false);

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.INCOMPLETE);
    }
}
