package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages of which nothing is heard any more. */
class LostChangesTest {

    private final World world = new World();

    @Test
    void a_change_whose_message_is_lost_is_sent_again() {
        world.host.put("a", "1");
        String run = importWithoutPublishing();
        loseMessages();
        tickAfterTheLimit();
        world.untilQuiet();

        assertThat(world.run(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_record_whose_change_is_lost_twice_is_parked_with_the_reason_and_tried_again_when_due() {
        world.host.put("a", "1");
        String run = importWithoutPublishing();
        loseMessages();
        tickAfterTheLimit();
        loseMessages();
        tickAfterTheLimit();

        Run ended = world.run(run);
        assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(world.outcomes(ended).of(Outcome.FAILED)).isEqualTo(1);
        Failure failure = world.state("a").orElseThrow().failure().orElseThrow();
        assertThat(failure.reason()).isEqualTo(FailureReason.LOST);
        assertThat(failure.message()).contains("twice", "PT1H", "dead letters");

        tickAfterTheLimit();
        world.untilQuiet();
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.state("a").orElseThrow().failure()).isEmpty();
    }

    @Test
    void a_record_that_somebody_looked_at_since_is_superseded_not_lost() {
        world.host.put("a", "1");
        String run = importWithoutPublishing();
        loseMessages();
        tickAfterTheLimit();
        loseMessages();
        world.clock.advance(Duration.ofMinutes(10));
        world.send(new Change.Refresh(new RecordKey("a"), RefreshReason.EVENT), Priority.HIGH);
        world.work();
        tickAfterTheLimit();

        assertThat(world.outcomes(world.run(run)).of(Outcome.SUPERSEDED)).isEqualTo(1);
        assertThat(world.state("a").orElseThrow().failure()).isEmpty();
    }

    @Test
    void a_record_that_somebody_only_began_since_is_parked() {
        world.host.put("a", "1");
        String run = importWithoutPublishing();
        loseMessages();
        tickAfterTheLimit();
        // Whoever takes the message dies at this record every time, until the message is a dead letter.
        world.target.beforeNextWrite(write -> {
            throw new FakeHost.Killed();
        });
        assertThatThrownBy(world::work).isInstanceOf(FakeHost.Killed.class);
        assertThat(world.state("a")).isPresent();
        loseMessages();
        tickAfterTheLimit();

        assertThat(world.outcomes(world.run(run)).of(Outcome.FAILED)).isEqualTo(1);
        assertThat(world.state("a").orElseThrow().failure().orElseThrow().reason())
                .isEqualTo(FailureReason.LOST);
    }

    @Test
    void a_change_that_waits_for_its_turn_in_a_slow_lane_is_not_lost() {
        world.host.fill(1_000);
        String run = importWithoutPublishing();
        int sent = world.changes.sent();
        assertThat(sent).isGreaterThan(world.changes.lanes().size());
        for (int hours = 0; hours < 3; hours++) {
            // One batch of each lane in an hour.
            world.changes.lanes().forEach(lane -> world.changes.deliverNext(lane, world.engine.publisher()::publish));
            tickAfterTheLimit();
        }
        world.untilQuiet();

        assertThat(world.run(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.changes.sent() - sent)
                .isLessThanOrEqualTo(3 * world.sync.definition().partitions());
        assertThat(world.states.all("cities")).allMatch(state -> state.failure().isEmpty());
    }

    private String importWithoutPublishing() {
        String run = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        return run;
    }

    private void loseMessages() {
        assertThat(world.changes.deliverAll(delivery -> {})).isPositive();
    }

    private void tickAfterTheLimit() {
        world.clock.advance(Duration.ofMinutes(61));
        world.engine.watch().supervisor().tick();
    }
}
