package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.RunType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A publisher wrote to the target and died, or its answer was lost, and then the host goes back to what was confirmed
 * before. Whatever comes in between, the doubt must not be forgotten.
 */
class DoubtTest {

    private static final RecordKey A = new RecordKey("a");

    private World world = new World();

    @Test
    void a_redelivered_refresh_stays_in_doubt_when_the_target_is_down() {
        aRefreshIsWrittenAndItsPublisherDies();
        theHostGoesBack();
        world.target.down();
        world.work();
        world.target.up();

        inTheEndTheTargetIsRight();
    }

    @Test
    void a_redelivered_refresh_stays_in_doubt_when_the_memory_is_down() {
        aRefreshIsWrittenAndItsPublisherDies();
        theHostGoesBack();
        world.states.faults().down();
        world.work();
        world.states.faults().up();

        inTheEndTheTargetIsRight();
    }

    @Test
    void a_redelivered_refresh_stays_in_doubt_while_its_sync_is_paused() {
        aRefreshIsWrittenAndItsPublisherDies();
        theHostGoesBack();
        world.pauses.pause(world.sync, "me");
        world.work();
        world.pauses.resume(world.sync, "me");

        inTheEndTheTargetIsRight();
    }

    @Test
    void a_delete_that_is_held_leaves_the_doubt() {
        world = World.with("cleanUp: { maxEventDeletesPerHour: 0 }");
        aRefreshIsWrittenAndItsPublisherDies();
        world.host.remove("a");
        world.untilQuiet();
        theHostGoesBack();

        inTheEndTheTargetIsRight();
    }

    @Test
    void a_cancelled_change_whose_answer_was_lost_leaves_the_doubt() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        String run = world.start(RunType.IMPORT);
        world.target.loseAnswers(1);
        world.work();
        world.engine.runs().control().cancel(run);
        world.untilQuiet();
        theHostGoesBack();
        world.clock.advance(Duration.ofHours(1));

        inTheEndTheTargetIsRight();
    }

    @Test
    void a_cancelled_change_whose_publisher_died_leaves_the_doubt() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        String run = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        thePublisherDiesAfterTheWrite();
        world.engine.runs().control().cancel(run);
        theHostGoesBack();
        world.clock.advance(Duration.ofHours(1));

        inTheEndTheTargetIsRight();
    }

    private void aRefreshIsWrittenAndItsPublisherDies() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        world.send(new Change.Refresh(A, RefreshReason.EVENT), Priority.HIGH);
        thePublisherDiesAfterTheWrite();
    }

    private void thePublisherDiesAfterTheWrite() {
        world.states.faults().atEveryMoment(() -> {
            if (world.published().containsValue(World.document("a", "2"))) {
                world.states.faults().atEveryMoment(() -> {});
                throw new FakeHost.Killed();
            }
        });
        assertThatThrownBy(world::work).isInstanceOf(FakeHost.Killed.class);
    }

    private void theHostGoesBack() {
        world.host.put("a", "1");
    }

    private void inTheEndTheTargetIsRight() {
        world.untilQuiet();
        world.complete(RunType.IMPORT);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }
}
