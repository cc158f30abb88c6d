package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.host.InvalidRecord;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.run.CheckCounts;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.VerifyCounts;
import dev.fides.sync.EngineSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What cannot be read, in a listing or by its key, is told and left as it is; everything else goes on. */
class OddItemsTest {

    private static final String STOP = "stopAbove: { failedPercent: 20, atLeast: 20 }";

    private final World world =
            new World(World.IDS_IN_DOCUMENT + World.LISTED, STOP, EngineSettings.DEFAULT, new FakeTarget());

    private void published(int count) {
        world.host.fill(count);
        world.complete(RunType.IMPORT);
    }

    private void unreadable(String key) {
        world.host.unreadable(key, new PermanentException("status 400 for " + key));
    }

    private List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }

    @Test
    void a_page_on_which_nothing_has_a_key_makes_one_look_at_the_definition() {
        world.host.addInvalid(
                new InvalidRecord(1, "expected a string or an integer at \"/code\", found nothing", "{}"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(problems(run).get(0).reason())
                .contains("every other item of this page: mend host.key")
                .doesNotContain("mend it in the host");
    }

    @Test
    void an_import_tells_page_place_key_and_reason_of_an_item_that_cannot_be_read() {
        world.host.fill(15);
        world.host.addInvalid(new InvalidRecord(7, Optional.of(new RecordKey("k0099")), "found NaN", "{...}"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(run.progress().read().invalid()).isEqualTo(1);
        assertThat(world.target.documents()).hasSize(15);
        Problem problem = problems(run).get(0);
        assertThat(problem.page()).isEqualTo(1);
        assertThat(problem.key()).contains(new RecordKey("k0099"));
        assertThat(problem.reason()).contains("found NaN in item 7");
    }

    @Test
    void a_clean_up_goes_on_beyond_a_record_that_the_host_does_not_give() {
        published(25);
        world.host.remove("k0003");
        world.host.remove("k0004");
        unreadable("k0004");
        unreadable("k0010");

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(25, 22, 1, 0, 2));
        assertThat(world.target.documents()).hasSize(24).doesNotContainKey("k0003");
        assertThat(problems(run))
                .extracting(Problem::key)
                .containsExactly(Optional.of(new RecordKey("k0004")), Optional.of(new RecordKey("k0010")));
        assertThat(problems(run).get(1).reason()).contains("status 400 for k0010", "left as it is");
    }

    @Test
    void a_clean_up_that_cannot_read_many_records_fails_and_deletes_nothing() {
        published(25);
        world.host.remove("k0003");
        for (int i = 10; i < 16; i++) {
            unreadable("k00" + i);
        }

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("of 25 records that were checked 6 cannot be read");
        assertThat(world.target.documents()).hasSize(25);
    }

    @Test
    void a_plan_tells_them_as_a_clean_up_does() {
        published(25);
        unreadable("k0010");

        Run run = world.complete(RunType.PLAN);

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(25, 24, 0, 0, 1));
        assertThat(problems(run)).extracting(Problem::key).contains(Optional.of(new RecordKey("k0010")));
    }

    @Test
    void a_document_that_is_listed_and_cannot_be_read_is_not_taken_for_lost() {
        published(25);
        world.target.garble("k0005", true);

        Run run = world.complete(RunType.VERIFY, new RunOptions(OptionalLong.empty(), List.of(), true));

        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(24, 0, 0, 0, 0, 1));
        assertThat(problems(run).get(0).reason()).contains("the target's listing", "found NaN", "item 6");
    }

    @Test
    void where_a_listed_document_hides_its_key_nothing_is_concluded_from_what_is_not_listed() {
        published(25);
        world.target.garble("k0005", false);
        int writes = world.target.writes().size();

        Run run = world.complete(RunType.VERIFY, new RunOptions(OptionalLong.empty(), List.of(), true));

        // The document itself, and the record that it may be.
        assertThat(run.progress().verified()).isEqualTo(new VerifyCounts(24, 0, 0, 0, 0, 2));
        assertThat(world.target.writes()).hasSize(writes);
    }

    @Test
    void a_clean_up_counts_a_document_that_it_cannot_read_once() {
        published(25);
        world.target.garble("k0005", true);
        world.target.overwrite("x1", new RecordKey("x1"), World.document("x1", "of somebody else"));
        world.target.garble("x1", false);

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(26, 25, 0, 0, 1));
        assertThat(problems(run)).hasSize(2);
        assertThat(world.target.documents()).hasSize(26);
    }
}
