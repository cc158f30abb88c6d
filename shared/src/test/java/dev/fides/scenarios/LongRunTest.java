package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a run costs per page and per message does not grow with the run. */
class LongRunTest {

    private static final int RECORDS = 700;

    private final World world = new World(
            World.IDS_IN_DOCUMENT,
            EngineSettings.DEFAULT.withStepBudget(Duration.ofSeconds(5)).withStretch(Duration.ZERO));

    /** Each page takes a second, so that there are many steps; each page's records go into ledgers of four lanes. */
    private void slowPages() {
        world.host.atEveryMoment(() -> world.clock.advance(Duration.ofSeconds(1)));
    }

    @Test
    void settling_a_ledger_does_not_read_the_others_of_its_run() {
        world.host.fill(RECORDS);
        String id = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        int ledgers = world.runs.ledgers(id).size();
        assertThat(ledgers).isGreaterThan(200);
        assertThat(world.run(id).status()).isEqualTo(RunStatus.PUBLISHING);
        int before = world.runs.summariesRead();

        world.work();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        // Two for each, and all of them once at the end.
        assertThat(world.runs.summariesRead() - before).isLessThanOrEqualTo(4 * ledgers);
    }

    @Test
    void reading_sums_up_the_ledgers_so_seldom_that_each_is_looked_at_about_once() {
        world.host.fill(RECORDS);
        String id = world.start(RunType.IMPORT);

        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));

        assertThat(world.runs.summariesRead())
                .isLessThanOrEqualTo(world.runs.ledgers(id).size() * 3 / 2);
    }

    @Test
    void the_document_of_a_run_is_as_large_after_many_steps_as_after_few() {
        world.host.fill(RECORDS);
        slowPages();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.stepping().step()).isGreaterThan(10);
        assertThat(run.progress().attempts()).hasSize(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_step_that_dies_on_a_page_is_the_only_one_that_is_told_apart() {
        world.host.fill(300);
        slowPages();
        AtomicInteger sends = new AtomicInteger();
        world.changes.faults().atEveryMoment(() -> {
            if (sends.incrementAndGet() == 60) {
                throw new IllegalStateException("it died in the middle of a page");
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().attempts()).hasSize(2);
        World.assertSumsAgree(run, run.outcomes().orElseThrow());
        assertThat(run.progress().read().read()).isEqualTo(300);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }
}
