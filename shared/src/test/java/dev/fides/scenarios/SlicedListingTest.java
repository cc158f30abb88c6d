package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.run.Outcome;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A host whose listing is read in slices, side by side: for a run it is one listing. */
class SlicedListingTest extends SlicedHost {

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
    void a_record_of_two_slices_is_one_record_and_nobodys_fault() {
        put("a0", "first", "a", "b");
        put("both", "first", "a", "b");
        host.remove("a2");

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
        for (int i = 0; i < 20; i++) {
            put("more" + i, "first", "a", "b", "c");
        }

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(target.documents()).hasSize(ALL + 20);
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
                        .contains("slices 1 and 2", "list.slices", "begin with the same 3 records", "Sync cities"));
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
