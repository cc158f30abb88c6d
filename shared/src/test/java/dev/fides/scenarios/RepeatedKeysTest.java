package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.fides.host.InvalidRecord;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.run.Example;
import dev.fides.run.Outcome;
import dev.fides.run.Problem;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.sync.EngineSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that lists a key more than once, or items without one. */
class RepeatedKeysTest {

    private World world = new World(World.IDS_IN_DOCUMENT + World.LISTED, "", EngineSettings.DEFAULT, new FakeTarget());

    @AfterEach
    void the_sums_of_every_run_agree() {
        world.runs.list("cities", Optional.empty(), 100).runs().stream()
                .filter(run -> run.type() != RunType.PLAN)
                .forEach(run -> World.assertSumsAgree(run, world.outcomes(run)));
    }

    @Test
    void of_different_records_under_one_key_of_a_page_neither_is_taken_and_the_host_is_asked() {
        world.host.fill(3);
        world.host.listAlso(0, "k0001", "another");
        world.host.listAlso(0, "k0001", "a third");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(run.progress().read()).isEqualTo(new ReadCounts(5, 0, 3, 0, 0, 2));
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(3);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.target.writes()).hasSize(3);
        assertThat(problems(run)).singleElement().satisfies(problem -> {
            assertThat(problem.page()).isEqualTo(1);
            assertThat(problem.key()).contains(new RecordKey("k0001"));
            assertThat(problem.reason())
                    .contains("expected every key once", "\"k0001\" at \"/id\" 3 times", "different content")
                    .contains("the host is asked", "sync cities", run.id());
        });
    }

    @Test
    void of_identical_records_under_one_key_of_a_page_one_is_taken_without_asking() {
        world.host.fill(3);
        world.host.listAlso(0, "k0001", "v1");
        world.host.beforeGet("k0001", () -> fail("the host is asked for what is clear"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(4, 0, 3, 0, 0, 1));
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(problems(run))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("\"k0001\" at \"/id\" 2 times", "the same content: one of them is taken"));
        Run next = world.complete(RunType.IMPORT);
        assertThat(next.progress().read()).isEqualTo(new ReadCounts(4, 3, 0, 0, 0, 1));
    }

    @Test
    void a_key_that_stays_doubtful_is_looked_at_by_every_import_and_written_once() {
        world.host.fill(3);
        world.host.listAlso(0, "k0001", "another");
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(4, 2, 1, 0, 0, 1));
        assertThat(world.outcomes(run).of(Outcome.SUPERSEDED)).isEqualTo(1);
        assertThat(world.target.writes()).isEmpty();
    }

    @Test
    void a_reimport_publishes_what_the_host_says_of_a_doubtful_key() {
        world.host.fill(3);
        world.host.listAlso(0, "k0001", "another");
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();

        Run run = world.complete(RunType.REIMPORT);

        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(3);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_doubtful_key_that_the_host_does_not_tell_apart_either_is_parked_with_its_reason() {
        world.host.fill(3);
        world.host.listAlso(0, "k0001", "another");
        world.host.unreadable("k0001", new PermanentException("the answer has key k0001 twice"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(world.outcomes(run).of(Outcome.FAILED)).isEqualTo(1);
        assertThat(world.target.documents()).containsOnlyKeys("k0000", "k0002");
        assertThat(world.state("k0001").orElseThrow().failure().orElseThrow()).satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(FailureReason.HOST_REFUSED);
            assertThat(failure.message()).contains("k0001 twice");
        });
    }

    @Test
    void a_doubtful_record_that_failed_is_not_tried_before_it_is_due() {
        world = World.with("failures: { backoff: PT1H }");
        world.host.put("k0001", "bad");
        world.host.listAlso(0, "k0001", "another");
        world.complete(RunType.IMPORT);

        world.complete(RunType.IMPORT);

        assertThat(world.state("k0001").orElseThrow().failure().orElseThrow().attempts())
                .isEqualTo(1);
    }

    @Test
    void a_key_that_comes_again_on_a_later_page_is_no_fault_and_the_newer_observation_wins() {
        world.host.fill(15);
        world.host.listAlso(0, "k0012", "as it was before it moved");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().read()).isEqualTo(new ReadCounts(16, 0, 16, 0, 0, 0));
        assertThat(problems(run)).isEmpty();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void an_item_without_a_key_is_told_with_its_place() {
        world.host.fill(3);
        world.host.addInvalid(new InvalidRecord(4, "expected a string at \"/id\", found nothing", "{\"name\":\"x\"}"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(problems(run)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEmpty();
            assertThat(problem.excerpt()).contains("{\"name\":\"x\"}");
            assertThat(problem.reason())
                    .contains("expected a string at \"/id\", found nothing in item 4", "sync cities", run.id());
        });
    }

    @Test
    void a_clean_up_after_a_doubtful_listing_nominates_nothing() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        world.host.listAlso(0, "k0001", "another");
        world.complete(RunType.IMPORT);

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.progress().check().nominated()).isZero();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_plan_and_a_verification_see_a_doubtful_key_as_the_import_does() {
        world.host.fill(3);
        world.complete(RunType.IMPORT);
        world.host.put("k0001", "new");
        world.host.listAlso(0, "k0001", "another");

        Run plan = world.complete(RunType.PLAN);
        assertThat(plan.progress().read()).isEqualTo(new ReadCounts(4, 2, 1, 0, 0, 1));
        assertThat(problems(plan)).hasSize(1);
        assertThat(world.engine.runs().report().examples(plan)).singleElement().satisfies(example -> {
            assertThat(example.finding()).isEqualTo(Example.Finding.PUBLISH);
            assertThat(example.fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.to().asText()).isEqualTo("new"));
        });
        world.complete(RunType.IMPORT);
        assertThat(world.complete(RunType.VERIFY).progress().verified().same()).isEqualTo(3);
    }

    @Test
    void a_page_that_is_done_again_tells_its_problems_once() {
        world.host.fill(15);
        world.host.listAlso(0, "k0001", "another");
        String id = world.start(RunType.IMPORT);
        world.host.breakPage(1, new PermanentException("broken"));
        world.work();
        world.host.up();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(problems(world.run(id))).hasSize(1);
    }

    @Test
    void a_run_keeps_no_more_problems_than_help() {
        world = World.with("stopAbove: { failedPercent: 100 }");
        world.host.fill(300);
        for (int i = 0; i < 300; i++) {
            world.host.listAlso(i / 10, String.format("k%04d", i), "v" + i);
        }

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(600, 0, 300, 0, 0, 300));
        assertThat(problems(run)).hasSize(Problem.MAX);
    }

    private List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }
}
