package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.host.InvalidRecord;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.queue.StepMessage;
import dev.fides.run.Outcome;
import dev.fides.run.Progress;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.runs.RunStarter;
import dev.fides.target.TargetWrite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ImportTest {

    private final World world = World.pageByPage();

    @Test
    void a_first_import_publishes_every_record() {
        world.host.fill(35);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().read()).isEqualTo(new ReadCounts(35, 0, 35, 0, 0, 0));
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(35);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_second_import_maps_writes_and_sends_nothing() {
        world.host.fill(35);
        world.complete(RunType.IMPORT);
        int mapped = world.mapping.calls();
        int stored = world.states.writes();
        world.target.forgetWrites();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(35, 35, 0, 0, 0, 0));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.mapping.calls()).isEqualTo(mapped);
        assertThat(world.states.writes()).isEqualTo(stored);
        assertThat(world.target.writes()).isEmpty();
    }

    @Test
    void a_changed_record_is_sent_alone() {
        world.host.fill(35);
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();
        world.host.put("k0007", "new");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(35, 34, 1, 0, 0, 0));
        assertThat(world.target.writes())
                .extracting(write -> write.key().value())
                .containsExactly("k0007");
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_new_mapping_that_makes_the_same_documents_costs_one_state_write_each() {
        world.host.fill(5);
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();
        int stored = world.states.writes();
        world.mapping.version("2");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().unchanged()).isEqualTo(5);
        assertThat(world.states.writes()).isEqualTo(stored + 5);
        assertThat(world.target.writes()).isEmpty();
        assertThat(world.complete(RunType.IMPORT).progress().read().unchanged()).isEqualTo(5);
        assertThat(world.states.writes()).isEqualTo(stored + 5);
    }

    @Test
    void a_new_mapping_that_makes_other_documents_publishes_them() {
        world.host.fill(5);
        world.complete(RunType.IMPORT);
        world.mapping.version("upper");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(5);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void records_that_are_not_for_the_target_are_filtered_and_never_deleted_by_an_import() {
        world.host.put("a", "visible");
        world.host.put("b", "hidden");
        world.complete(RunType.IMPORT);
        world.host.put("a", "hidden");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(2, 0, 0, 2, 0, 0));
        assertThat(world.target.documents()).containsOnlyKeys("a");
    }

    @Test
    void a_record_that_cannot_be_mapped_is_parked_and_stops_nobody() {
        world.host.put("a", "good");
        world.host.put("b", "bad");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(run.progress().read()).isEqualTo(new ReadCounts(2, 0, 1, 0, 0, 1));
        assertThat(world.target.documents()).containsOnlyKeys("a");
        assertThat(world.state("b").orElseThrow().failure().orElseThrow().reason())
                .isEqualTo(FailureReason.MAPPING);
    }

    @Test
    void a_parked_record_waits_until_it_is_due_or_its_content_changes() {
        world.host.put("b", "bad");
        world.complete(RunType.IMPORT);

        world.clock.advance(Duration.ofMinutes(-1).plusSeconds(30));
        assertThat(world.complete(RunType.IMPORT).progress().read().parked()).isEqualTo(1);
        world.clock.advance(Duration.ofHours(7));
        assertThat(world.complete(RunType.IMPORT).progress().read().invalid()).isEqualTo(1);
        assertThat(world.state("b").orElseThrow().failure().orElseThrow().attempts())
                .isEqualTo(2);
        world.host.put("b", "good");
        assertThat(world.complete(RunType.IMPORT).progress().read().changed()).isEqualTo(1);
        assertThat(world.state("b").orElseThrow().failure()).isEmpty();
    }

    @Test
    void an_item_without_a_key_is_counted_as_invalid() {
        world.host.fill(3);
        world.host.addInvalid(new InvalidRecord(1, "/id: expected a string or an integer, found nothing", "{}"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(4, 0, 3, 0, 0, 1));
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
    }

    @Test
    void a_page_that_stays_broken_fails_the_run_with_a_clear_error_and_deletes_nothing() {
        world.host.fill(35);
        world.complete(RunType.IMPORT);
        world.host.put("k0001", "new");
        world.host.breakPage(2, new RetryableException("page 3 is no JSON", null));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow())
                .contains("page 3 is no JSON", "5 failed attempts", "Sync cities", run.id());
        assertThat(world.target.documents()).hasSize(35);
        world.host.up();
        Run next = world.complete(RunType.IMPORT);
        assertThat(next.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_page_that_breaks_once_costs_only_a_wait() {
        world.host.fill(35);
        world.host.breakPage(2, new RetryableException("time-out", null));
        String id = world.start(RunType.IMPORT);
        world.work();
        world.host.up();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.run(id).progress().read().read()).isEqualTo(35);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_listing_that_ends_before_its_announced_total_makes_the_run_incomplete() {
        world.host.fill(35);
        world.host.announce(40);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(run.error().orElseThrow()).contains("announced 40", "ended after 35");
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_step_whose_time_is_used_up_hands_on_to_the_next() {
        World hasty = new World(World.IDS_IN_DOCUMENT, EngineSettings.DEFAULT.withStepBudget(Duration.ZERO));
        hasty.host.fill(35);

        Run run = hasty.complete(RunType.IMPORT);

        assertThat(run.stepping().step()).isEqualTo(3);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(hasty.published()).isEqualTo(hasty.mappedHost());
        World.assertSumsAgree(run, hasty.outcomes(run));
    }

    @Test
    void an_import_and_a_reimport_exclude_each_other_until_the_last_ledger_is_settled() {
        world.host.fill(5);
        String first = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        assertThat(world.run(first).status()).isEqualTo(RunStatus.PUBLISHING);

        assertThat(world.engine.runs().starter().start(world.sync, RunType.REIMPORT, "test", RunOptions.DEFAULT))
                .isEqualTo(new RunStarter.Start.Busy(first));
        world.untilQuiet();
        assertThat(world.engine.runs().starter().start(world.sync, RunType.REIMPORT, "test", RunOptions.DEFAULT))
                .isInstanceOf(RunStarter.Start.Started.class);
    }

    @Test
    void a_reimport_publishes_everything_again_whether_it_changed_or_not() {
        world.host.fill(15);
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();

        Run run = world.complete(RunType.REIMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(15);
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(15);
        assertThat(world.target.writes()).hasSize(15).allMatch(write -> write instanceof TargetWrite.Put);
    }

    @Test
    void a_canary_import_reads_no_more_than_its_limit() {
        world.host.fill(35);
        world.clock.advance(Duration.ofMinutes(1));
        world.engine
                .runs()
                .starter()
                .start(world.sync, RunType.IMPORT, "test", new RunOptions(OptionalLong.of(13), List.of(), false));
        world.untilQuiet();

        assertThat(world.target.documents()).hasSize(13);
    }

    @Test
    void of_keys_that_are_imported_one_that_the_host_refuses_stops_no_other() {
        world.host.fill(5);
        world.host.unreadable("no such/key", new PermanentException("GET /records: status 400"));
        List<RecordKey> keys = List.of(new RecordKey("k0001"), new RecordKey("no such/key"), new RecordKey("k0003"));

        world.engine
                .runs()
                .starter()
                .start(world.sync, RunType.IMPORT, "test", new RunOptions(OptionalLong.empty(), keys, false));
        world.untilQuiet();

        Run run = world.runs.list("cities", Optional.empty(), 1).runs().get(0);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(run.progress().read()).isEqualTo(new ReadCounts(3, 0, 2, 0, 0, 1));
        assertThat(world.target.documents()).containsOnlyKeys("k0001", "k0003");
    }

    @Test
    void a_step_message_that_comes_twice_is_done_once() {
        world.host.fill(5);
        world.start(RunType.IMPORT);
        world.steps.doubleNext();
        world.untilQuiet();

        assertThat(world.target.writes()).hasSize(5);
    }

    @Test
    void a_step_whose_invocation_died_is_resumed_from_its_checkpoint_by_the_supervisor() {
        world.host.fill(35);
        String id = world.start(RunType.IMPORT);
        world.host.killAt(2);
        StepMessage message = world.steps.take().orElseThrow();
        assertThatThrownBy(() -> world.engine.steps().run(message, "owner")).isInstanceOf(FakeHost.Killed.class);
        assertThat(world.run(id).progress().page()).isPositive();
        world.clock.advance(Duration.ofMinutes(10));

        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        World.assertSumsAgree(run, world.outcomes(run));
    }

    @Test
    void a_step_that_fails_after_its_last_page_reads_nothing_twice() {
        world.host.fill(15);
        world.host.announce(15);
        String id = world.start(RunType.IMPORT);
        failWhenAllIsRead();
        world.work();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(world.run(id).progress().phase()).isEqualTo(Progress.Phase.DONE);
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.run(id).progress().read()).isEqualTo(new ReadCounts(15, 0, 15, 0, 0, 0));
    }

    /** After reading, measuring (two calls) and claiming the run, and ledgers and checkpoint of both of its pages. */
    private void failWhenAllIsRead() {
        world.runs.faults().failAfter(8);
    }

    @Test
    void a_step_that_fails_after_it_found_the_listing_to_be_wrong_still_ends_the_run_as_incomplete() {
        world.host.fill(15);
        world.host.announce(17);
        String id = world.start(RunType.IMPORT);
        failWhenAllIsRead();
        world.work();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(world.run(id).progress().phase()).isEqualTo(Progress.Phase.DONE);
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(world.run(id).progress().read().read()).isEqualTo(15);
    }

    @Test
    void changes_of_a_cancelled_run_are_settled_as_cancelled() {
        world.host.fill(5);
        String id = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        Run cancelled = world.run(id).ended(RunStatus.CANCELLED, world.outcomes(world.run(id)), world.clock.instant());
        world.runs.replace(world.runs.read(id).orElseThrow(), cancelled);
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
        assertThat(world.engine.runs().closer().outcomes(world.run(id)).of(Outcome.CANCELLED))
                .isEqualTo(5);
    }
}
