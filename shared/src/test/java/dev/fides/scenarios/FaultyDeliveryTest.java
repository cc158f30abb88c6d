package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.engine.MessageIntake;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepMessageCodec;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Workers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A fault of Fides itself: no message of the queues comes back at once, over and over, until it is a dead letter. */
class FaultyDeliveryTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final World world = new World();
    private final MessageIntake intake = new MessageIntake(
            world.engine,
            world.rejected,
            new EngineEnvironment(
                    world.clock,
                    new Workers(Runnable::run, 1),
                    new Random(1),
                    () -> "id",
                    Optional::empty,
                    world.clock::advance,
                    Heartbeat.none(),
                    RecordMemory.ofThisProcess(),
                    EngineListener.NONE));

    private void deliver(int deliveryCount) {
        ChangeBatch events = new ChangeBatch(
                "cities",
                world.sync.laneOf(new RecordKey("k1")),
                Optional.empty(),
                List.<Change>of(new Change.Refresh(new RecordKey("k1"), RefreshReason.EVENT)),
                0,
                Optional.empty());
        intake.changes(
                new String(new ChangeBatchCodec().encode(events), StandardCharsets.UTF_8),
                Priority.HIGH,
                "m1",
                world.clock.instant(),
                deliveryCount);
    }

    private void failEverything(Error fault) {
        world.host.atEveryMoment(() -> {
            throw fault;
        });
    }

    @Test
    void a_stack_that_overflows_while_a_batch_is_published_puts_the_batch_off() {
        world.host.put("k1", "v");
        failEverything(new StackOverflowError("simulated"));

        deliver(1);

        assertThat(world.changes.nextDue().orElseThrow()).isAfter(world.clock.instant());
        world.host.atEveryMoment(() -> {});
        world.untilQuiet();
        assertThat(world.target.documents()).hasSize(1);
    }

    @Test
    void a_message_that_goes_back_is_held_ever_longer_before() {
        failEverything(new OutOfMemoryError("simulated"));
        Duration before = Duration.ZERO;
        for (int delivery : new int[] {1, 3, 5}) {
            Duration held = held(delivery);
            assertThat(held).isGreaterThan(before);
            before = held;
        }

        assertThat(held(1000)).isEqualTo(LONGEST);
    }

    private Duration held(int deliveryCount) {
        Instant from = world.clock.instant();
        assertThatThrownBy(() -> deliver(deliveryCount)).isInstanceOf(OutOfMemoryError.class);
        return Duration.between(from, world.clock.instant());
    }

    @Test
    void a_step_that_meets_an_error_counts_as_a_failed_attempt() {
        world.host.put("k1", "v");
        String id = world.start(RunType.IMPORT);
        failEverything(new AssertionError("simulated"));

        intake.step(
                new String(
                        new StepMessageCodec().encode(new StepMessage("cities", id, 0, Optional.empty())),
                        StandardCharsets.UTF_8),
                "owner",
                1);

        assertThat(world.run(id).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(world.run(id).stepping().failures()).isEqualTo(1);
        assertThat(world.run(id).error().orElseThrow()).contains("AssertionError: simulated");
    }
}
