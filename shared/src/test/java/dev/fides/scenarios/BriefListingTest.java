package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.events.EventMessage;
import dev.fides.model.PermanentException;
import dev.fides.run.Problem;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that lists less of a record than it gives by key. */
class BriefListingTest {

    private final World world = new World();

    @Test
    void a_listing_that_is_brief_is_told_once_with_the_members_that_differ() {
        world.host.fill(200);
        world.host.listBriefly();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(problems(run)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isPresent();
            assertThat(problem.reason())
                    .contains("only by key /detail.", "host.list.complete: false", "host.ignore", run.id());
        });
    }

    @Test
    void a_host_whose_pages_come_once_is_tried_only_with_the_first() {
        world.host.fill(200);
        world.host.listBriefly();
        world.host.listOnce();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(problems(run)).hasSize(1);
        assertThat(world.host.lists()).as("20 pages, and the first again").isEqualTo(21);
    }

    @Test
    void a_record_that_changes_while_the_host_is_tried_is_not_taken_for_brief() {
        world.host.fill(3);
        int[] times = {0};
        world.host.beforeGet("k0001", () -> world.host.put("k0001", "changed " + times[0]++));

        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
    }

    @Test
    void a_listing_that_may_trail_may_show_old_values_but_not_fewer_members() {
        world.host.trail(Duration.ofMinutes(1));
        world.host.fill(3);
        world.host.listAsOf("k0001", "old");
        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();

        world.host.listBriefly();
        assertThat(problems(world.complete(RunType.IMPORT))).hasSize(1);
    }

    @Test
    void of_hints_what_is_new_or_looks_changed_is_read_by_key_and_nothing_goes_back_and_forth() {
        hints();
        world.host.fill(25);
        Run first = world.complete(RunType.IMPORT);
        assertThat(first.progress().read()).isEqualTo(new ReadCounts(25, 0, 25, 0, 0, 0));
        assertThat(problems(first)).isEmpty();
        int writes = world.states.writes();

        event("k0001");
        Run second = world.complete(RunType.IMPORT);

        assertThat(second.progress().read()).isEqualTo(new ReadCounts(25, 25, 0, 0, 0, 0));
        assertThat(world.states.writes() - writes).isEqualTo(1);
        int gets = world.host.gets();
        world.host.put("k0007", "changed");
        Run third = world.complete(RunType.IMPORT);
        assertThat(third.progress().read()).isEqualTo(new ReadCounts(25, 24, 1, 0, 0, 0));
        assertThat(world.host.gets() - gets).isLessThanOrEqualTo(5);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void what_an_event_published_is_read_once_more_and_then_known() {
        hints();
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        event("a");
        world.target.forgetWrites();

        Run run = world.complete(RunType.IMPORT);
        int writes = world.states.writes();
        world.complete(RunType.IMPORT);

        assertThat(run.progress().read().unchanged()).isEqualTo(1);
        assertThat(world.target.writes()).isEmpty();
        assertThat(world.states.writes()).isEqualTo(writes);
    }

    @Test
    void a_hint_that_is_gone_by_key_deletes_nothing_and_one_that_cannot_be_read_stops_no_other() {
        hints();
        world.host.fill(10);
        world.complete(RunType.IMPORT);
        world.host.put("k0003", "changed");
        world.host.hide("k0003");
        world.host.put("k0004", "changed");
        world.host.unreadable("k0004", new PermanentException("500 for k0004"));
        world.host.put("k0005", "changed");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().filtered()).isEqualTo(1);
        assertThat(world.target.documents()).hasSize(10);
        assertThat(world.target.documents().get("k0005").path("text").asText()).isEqualTo("changed");
        assertThat(world.state("k0004").orElseThrow().failure().orElseThrow().message())
                .contains("500 for k0004");
    }

    private void hints() {
        world.host.listHints();
        world.host.trail(Duration.ofSeconds(1));
    }

    private void event(String key) {
        world.events.receive(
                "fides-host-events", EventMessage.ofBody("{\"type\":\"changed\",\"data\":{\"id\":\"" + key + "\"}}"));
        world.untilQuiet();
    }

    private List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }
}
