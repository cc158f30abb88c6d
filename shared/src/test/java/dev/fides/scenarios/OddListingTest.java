package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.RecordKey;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A listing that looks wrong is told among the problems of a run that went well; nothing is concluded from it. */
class OddListingTest {

    private static final String NO_NEXT = "expected the next page at \"/next\", found no such member";

    private final World world = new World();

    @Test
    void an_empty_listing_where_there_were_records_is_told_until_there_are_some_again() {
        world.host.fill(25);
        world.complete(RunType.IMPORT);
        world.host.loseEverything();

        assertThat(oddOf(world.complete(RunType.IMPORT))).contains("listing is empty, the last one had 25 records");
        assertThat(oddOf(world.complete(RunType.IMPORT))).contains("listing is empty");
        world.host.up();

        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
        assertThat(world.target.documents()).hasSize(25);
    }

    @Test
    void a_listing_much_shorter_than_the_last_is_told_once() {
        world.host.fill(50);
        world.complete(RunType.IMPORT);
        remove(6);

        assertThat(oddOf(world.complete(RunType.IMPORT)))
                .contains("has 44 records, the last one had 50", "cleanUp.maxDeletePercent");
        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
        assertThat(world.target.documents()).hasSize(50);
    }

    @Test
    void a_listing_that_is_a_little_shorter_is_nothing_to_wonder_about() {
        world.host.fill(50);
        world.complete(RunType.IMPORT);
        remove(5);

        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
    }

    @Test
    void a_listing_that_was_not_read_to_its_end_is_not_compared_and_not_remembered() {
        world.host.fill(50);
        world.complete(RunType.IMPORT);
        Run canary = world.complete(RunType.IMPORT, new RunOptions(OptionalLong.of(10), List.of(), false));
        Run keyed = world.complete(
                RunType.IMPORT, new RunOptions(OptionalLong.empty(), List.of(new RecordKey("k0001")), false));
        world.host.announce(90);
        Run incomplete = world.complete(RunType.IMPORT);

        assertThat(incomplete.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(problems(canary)).isEmpty();
        assertThat(problems(keyed)).isEmpty();
        assertThat(problems(incomplete)).isEmpty();
    }

    @Test
    void a_first_listing_of_one_page_without_the_member_that_leads_on_is_told_once() {
        world.host.fill(5);
        world.host.endOddly(NO_NEXT);

        assertThat(oddOf(world.complete(RunType.PLAN))).contains("after one page with 5 records", NO_NEXT);
        assertThat(oddOf(world.complete(RunType.IMPORT))).contains("after one page with 5 records", NO_NEXT);
        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
    }

    @Test
    void a_listing_of_several_pages_has_shown_that_it_goes_on() {
        world.host.fill(15);
        world.host.endOddly(NO_NEXT);

        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
    }

    @Test
    void a_mapping_that_makes_nothing_of_all_records_is_told() {
        world.host.put("a", "hidden");
        world.host.put("b", "hidden");

        Run run = world.complete(RunType.IMPORT);

        assertThat(oddOf(run)).contains("no document of any of the 2 records");
        world.host.put("c", "1");
        assertThat(problems(world.complete(RunType.IMPORT))).isEmpty();
    }

    private String oddOf(Run run) {
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(problems(run)).hasSize(1);
        String reason = problems(run).get(0).reason();
        assertThat(reason).contains("Nothing is concluded", "sync cities", run.id());
        return reason;
    }

    private List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }

    private void remove(int count) {
        for (int i = 0; i < count; i++) {
            world.host.remove(String.format("k%04d", i));
        }
    }
}
