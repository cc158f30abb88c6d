package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParkedRetriesTest {

    private final World world = new World();

    @Test
    void a_parked_record_that_is_due_is_tried_again_by_a_tick() {
        parkOne();
        world.target.accept("k0003");
        world.clock.advance(Duration.ofMinutes(2));

        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        assertThat(world.state("k0003").orElseThrow().failure()).isEmpty();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_record_that_is_not_due_is_left_alone() {
        parkOne();

        world.engine.watch().supervisor().tick();

        assertThat(world.changes.size()).isZero();
    }

    @Test
    void the_next_retry_is_put_off_before_the_record_is_sent_so_that_ticks_do_not_send_it_over_and_over() {
        parkOne();
        world.clock.advance(Duration.ofMinutes(2));

        world.engine.watch().supervisor().tick();
        world.engine.watch().supervisor().tick();
        world.engine.watch().supervisor().tick();

        assertThat(world.changes.waiting()).hasSize(1);
        assertThat(failure().nextRetryAt().orElseThrow()).isAfter(world.clock.instant());
    }

    @Test
    void a_retry_whose_message_is_lost_is_due_again_later() {
        parkOne();
        world.clock.advance(Duration.ofMinutes(2));
        world.changes.faults().down();
        assertThatThrownBy(() -> world.engine.watch().supervisor().tick()).isInstanceOf(RetryableException.class);
        world.changes.faults().up();
        world.clock.advance(Duration.ofMinutes(5));

        world.engine.watch().supervisor().tick();

        assertThat(world.changes.waiting()).hasSize(1);
    }

    @Test
    void a_record_that_fails_every_time_is_tried_ever_more_seldom_and_then_no_more() {
        parkOne();
        for (int i = 0; i < 100; i++) {
            world.clock.advance(Duration.ofHours(7));
            world.engine.watch().supervisor().tick();
            world.untilQuiet();
        }

        assertThat(failure().attempts()).isEqualTo(10);
        assertThat(failure().nextRetryAt()).isEmpty();
    }

    @Test
    void a_record_at_which_a_healthy_target_fails_for_ever_is_parked_and_its_attempts_are_bounded() {
        world.host.fill(5);
        world.target.failAt("k0003");
        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(failure().reason()).isEqualTo(FailureReason.TARGET_FAILED);
        assertThat(failure().message()).contains("status 500", "k0003");
        assertThat(world.target.failures()).isBetween(5, 12);
        for (int i = 0; i < 100; i++) {
            world.clock.advance(Duration.ofHours(7));
            world.engine.watch().supervisor().tick();
            world.untilQuiet();
        }
        assertThat(failure().nextRetryAt()).isEmpty();
        assertThat(world.target.failures()).isLessThanOrEqualTo(25);

        world.target.accept("k0003");
        int sent = world.engine.watch().retries().retry(world.sync, Optional.of(FailureReason.TARGET_FAILED));
        world.untilQuiet();
        assertThat(sent).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void an_operator_may_have_all_tried_again_or_those_of_one_reason() {
        world.host.fill(10);
        world.host.put("k0001", "bad");
        world.host.put("k0002", "bad");
        world.target.refuse("k0003");
        world.complete(RunType.IMPORT);

        assertThat(world.engine
                        .watch()
                        .retries()
                        .page(world.sync, Optional.empty(), Optional.empty(), 10)
                        .states())
                .hasSize(3);
        assertThat(world.engine.watch().retries().retry(world.sync, Optional.of(FailureReason.MAPPING)))
                .isEqualTo(2);
        assertThat(world.engine.watch().retries().retry(world.sync, Optional.empty()))
                .isEqualTo(3);

        assertThat(world.changes.lanes()).allMatch(lane -> lane.priority() == Priority.NORMAL);
        assertThat(world.changes.waiting().stream().map(ChangeBatch::changes).flatMap(List::stream))
                .hasSize(5)
                .allMatch(
                        change -> change instanceof Change.Refresh refresh && refresh.reason() == RefreshReason.RETRY);
    }

    @Test
    void what_does_not_fit_into_one_call_is_sent_by_the_ticks_that_follow() {
        World lenient = World.with("stopAbove: { failedPercent: 100 }\nfailures: { attempts: 1 }");
        lenient.host.fill(4_500);
        lenient.host.all().keySet().forEach(key -> lenient.host.put(key.value(), "bad"));
        lenient.complete(RunType.IMPORT);

        int sent = lenient.engine.watch().retries().retry(lenient.sync, Optional.empty());
        assertThat(sent).isEqualTo(2_000);
        for (int i = 0; i < 5; i++) {
            lenient.engine.watch().supervisor().tick();
        }

        assertThat(lenient.changes.waiting().stream()
                        .mapToInt(batch -> batch.changes().size())
                        .sum())
                .isEqualTo(4_500);
    }

    @Test
    void a_run_whose_records_are_mostly_invalid_stops_early() {
        world.host.fill(1_000);
        world.host.all().keySet().forEach(key -> world.host.put(key.value(), "bad"));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("100 records are invalid", "Look at the mapping");
        assertThat(run.progress().listed()).isEqualTo(100);
    }

    @Test
    void few_invalid_records_stop_nothing() {
        world.host.fill(1_000);
        for (int i = 0; i < 200; i++) {
            world.host.put(String.format("k%04d", i * 5), "bad");
        }

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(800);
    }

    @Test
    void a_run_that_the_target_refuses_broadly_is_stopped_and_what_is_queued_is_cancelled() {
        world.host.fill(1_000);
        world.host.all().keySet().forEach(key -> world.target.refuse(key.value()));
        String id = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        for (int i = 0; i < 3; i++) {
            world.changes.deliverNext(
                    world.changes.lanes().get(0),
                    delivery -> world.engine.publisher().publish(delivery));
        }

        world.engine.watch().supervisor().tick();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.PUBLISHING);
        world.untilQuiet();

        Run run = world.run(id);
        OutcomeCounts outcomes = world.outcomes(run);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("Look at the target");
        assertThat(outcomes.of(Outcome.FAILED)).isBetween(100L, 900L);
        assertThat(outcomes.of(Outcome.CANCELLED)).isEqualTo(1_000 - outcomes.of(Outcome.FAILED));
        World.assertSumsAgree(run, outcomes);
    }

    @Test
    void a_target_that_refuses_while_the_run_still_reads_stops_the_reading() {
        World slow = new World(World.IDS_IN_DOCUMENT, EngineSettings.DEFAULT.withStepBudget(Duration.ZERO));
        slow.host.fill(1_000);
        slow.host.all().keySet().forEach(key -> slow.target.refuse(key.value()));
        String id = slow.start(RunType.IMPORT);

        // What was read is published before the next page is.
        slow.steps.deliverAll(message -> {
            slow.changes.deliverAll(delivery -> slow.engine.publisher().publish(delivery));
            slow.engine.steps().run(message, "owner");
        });
        slow.untilQuiet();

        Run run = slow.run(id);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.progress().listed()).isEqualTo(200);
        World.assertSumsAgree(run, slow.outcomes(run));
    }

    private void parkOne() {
        world.host.fill(5);
        world.target.refuse("k0003");
        world.complete(RunType.IMPORT);
    }

    private Failure failure() {
        return world.state("k0003").orElseThrow().failure().orElseThrow();
    }
}
