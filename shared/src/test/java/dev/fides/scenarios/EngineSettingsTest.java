package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.queue.StepMessage;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

    private static final EngineSettings SHORT = EngineSettings.DEFAULT
            .withClaimLease(Duration.ofSeconds(6))
            .withPickUpLimit(Duration.ofSeconds(3))
            .withStepFailures(2);

    private final World world = new World(World.IDS_IN_DOCUMENT, SHORT);

    @Test
    void a_dead_step_is_resumed_once_its_claim_lease_is_over_and_not_before() {
        world.host.fill(35);
        String id = world.start(RunType.IMPORT);
        world.host.killAt(2);
        StepMessage message = world.steps.take().orElseThrow();
        assertThatThrownBy(() -> world.engine.steps().run(message, "owner")).isInstanceOf(FakeHost.Killed.class);

        world.clock.advance(Duration.ofSeconds(6));
        world.engine.watch().supervisor().tick();
        assertThat(world.run(id).stepping().failures()).isZero();

        world.clock.advance(Duration.ofMillis(1));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_step_that_nobody_takes_up_is_sent_again_once_the_pick_up_limit_is_over() {
        world.host.fill(5);
        String id = world.start(RunType.IMPORT);
        StepMessage lost = world.steps.take().orElseThrow();
        assertThat(lost.runId()).isEqualTo(id);

        world.clock.advance(Duration.ofSeconds(3).plusMillis(1));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_lease_or_limit_without_length_is_refused() {
        assertThatThrownBy(() -> EngineSettings.DEFAULT.withClaimLease(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("claimLease");
        assertThatThrownBy(() -> EngineSettings.DEFAULT.withPickUpLimit(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pickUpLimit");
        assertThatThrownBy(() -> EngineSettings.DEFAULT.withStepFailures(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stepFailures");
    }
}
