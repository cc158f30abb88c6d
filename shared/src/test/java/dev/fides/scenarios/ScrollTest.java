package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.contracts.RecordService;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that keeps the place of a listing itself, so that no page of it can be asked for again. */
class ScrollTest {

    /** The service's only number stands for the token: it is the same from the first page to the last. */
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
                paging: { type: scroll, pointer: /count, parameter: scroll, sizeParameter: top, size: 4 }
              get: { path: "/records/{key}" }
              resilience: { attempts: 1, requestsPerSecond: 10000 }
            mapping: cities.jslt
            target:
              baseUrl: http://localhost:2
              id: /id
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
            """;

    private static final int ALL = 11;

    private final RecordService host = new RecordService();
    private final FakeTarget target = new FakeTarget();
    private World world;
    private int place;
    private int lostAt = -1;

    @BeforeEach
    void fill() {
        for (int i = 0; i < ALL; i++) {
            host.put("r" + i, JsonNodeFactory.instance.objectNode().put("id", "r" + i));
        }
        host.beforeList(query -> {
            place = query.containsKey("scroll") ? place : 0;
            query.put("skip", Integer.toString(place));
            place += 4;
            if (place - 4 == lostAt) {
                lostAt = -1;
                throw new IllegalStateException("lost on its way");
            }
        });
        world = World.of(SlicedHost.sync(DEFINITION, host, target));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void all_pages_are_read_with_the_same_token() {
        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target.documents()).hasSize(ALL);
    }

    @Test
    void a_page_whose_answer_was_lost_is_noticed_and_brought_by_the_next_run() {
        lostAt = 4;
        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(run.error().orElseThrow()).contains("announced 11", "ended after 7");
        assertThat(target.documents()).hasSize(7);

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target.documents()).hasSize(ALL);
    }
}
