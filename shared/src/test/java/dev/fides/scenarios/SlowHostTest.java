package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.run.CheckCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A step keeps its run while it works, however slowly the host answers; a dead one loses it. */
class SlowHostTest {

    private final World world = new World(
            World.IDS_IN_DOCUMENT,
            "cleanUp: { maxDeletes: 20, maxDeletePercent: 50 }",
            EngineSettings.DEFAULT,
            new FakeTarget());

    /** Each record that the host is asked for takes so long; somebody looks after the runs meanwhile. */
    private void slow(Duration each) {
        world.host
                .all()
                .keySet()
                .forEach(key -> world.host.beforeGet(key.value(), () -> {
                    world.heartbeat.pass(each);
                    world.engine.watch().supervisor().tick();
                }));
    }

    private void published(int count) {
        world.host.fill(count);
        world.complete(RunType.IMPORT);
    }

    @Test
    void a_clean_up_of_a_host_that_answers_once_a_second_ends() {
        published(180);
        world.host.remove("k0003");
        slow(Duration.ofSeconds(1));

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(180, 179, 1, 0));
        assertThat(run.stepping().failures()).isZero();
        assertThat(world.heartbeat.running()).isZero();
    }

    @Test
    void a_step_that_works_on_one_page_for_ever_loses_its_run_in_the_end() {
        published(60);
        slow(Duration.ofMinutes(1));

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("gave no sign of life");
    }

    @Test
    void being_alive_is_no_success_of_a_step_that_fails_again_and_again() {
        published(60);
        world.host.beforeGet("k0050", () -> {
            world.heartbeat.pass(Duration.ofSeconds(40));
            throw new IllegalStateException("broken at k0050");
        });

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("broken at k0050", "Given up after 5 failed attempts");
    }

    @Test
    void a_run_that_is_cancelled_between_two_beats_stays_cancelled() {
        published(60);
        String id = world.start(RunType.CLEAN_UP);
        world.host.beforeGet("k0050", () -> {
            world.engine.runs().control().cancel(id);
            world.heartbeat.pass(Duration.ofSeconds(40));
        });

        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.CANCELLED);
    }
}
