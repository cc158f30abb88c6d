package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.host.InvalidRecord;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Imports note how far they are, and send what they found, after a stretch of pages. */
class StretchTest {

    /** Of ten records each. */
    private static final int PAGES = 40;

    private final World world = new World();

    private void step() {
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
    }

    @Test
    void batches_are_filled_by_the_records_of_many_pages() {
        world.host.fill(PAGES * 10);

        Run run = world.complete(RunType.IMPORT);

        assertThat(world.published()).isEqualTo(world.mappedHost());
        World.assertSumsAgree(run, world.outcomes(run));
        // Of four lanes with about a hundred records each; page by page there would be a batch for each page and lane.
        assertThat(world.runs.ledgers(run.id())).hasSizeLessThan(20);
    }

    @Test
    void what_takes_time_is_noted_each_second() {
        world.host.fill(PAGES * 10);
        String id = world.start(RunType.IMPORT);
        List<Integer> noted = new ArrayList<>();
        world.host.atEveryMoment(() -> {
            world.clock.advance(Duration.ofMillis(300));
            noted.add(world.run(id).progress().page());
        });

        step();
        world.untilQuiet();

        assertThat(noted.stream().distinct().toList()).hasSizeBetween(PAGES / 5, PAGES / 2);
        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_page_with_a_problem_is_noted_at_once() {
        world.host.fill(35);
        world.host.addInvalid(new InvalidRecord(1, Optional.empty(), "no key", "{}"));
        String id = world.start(RunType.IMPORT);
        List<Integer> noted = new ArrayList<>();
        world.host.atEveryMoment(() -> noted.add(world.run(id).progress().page()));

        step();

        assertThat(noted).contains(1);
    }

    @Test
    void a_step_that_dies_in_a_stretch_reads_its_pages_again_and_counts_each_once() {
        world.host.fill(85);
        String id = world.start(RunType.IMPORT);
        world.host.killAt(6);
        assertThatThrownBy(this::step).isInstanceOf(FakeHost.Killed.class);
        assertThat(world.run(id).progress().page()).isZero();

        world.clock.advance(Duration.ofMinutes(10));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().read().read()).isEqualTo(85);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        World.assertSumsAgree(run, world.outcomes(run));
    }

    @Test
    void a_step_that_dies_after_it_sent_and_before_it_noted_that_counts_nothing_twice() {
        world.host.fill(85);
        String id = world.start(RunType.IMPORT);
        world.changes.faults().atEveryMoment(() -> {
            world.changes.faults().atEveryMoment(() -> {});
            throw new FakeHost.Killed();
        });
        assertThatThrownBy(this::step).isInstanceOf(FakeHost.Killed.class);

        world.clock.advance(Duration.ofMinutes(10));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        World.assertSumsAgree(run, world.outcomes(run));
    }

    @Test
    void a_run_that_is_cancelled_in_a_stretch_notes_nothing_of_it() {
        world.host.fill(85);
        String id = world.start(RunType.IMPORT);
        world.host.beforeList(5, () -> world.engine.runs().control().cancel(id));

        step();
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        World.assertSumsAgree(run, world.outcomes(run));
        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void nothing_that_changed_is_noted_less_often_than_its_pages() {
        world.host.fill(PAGES * 10);
        world.complete(RunType.IMPORT);
        AtomicInteger calls = new AtomicInteger();
        world.runs.faults().atEveryMoment(calls::incrementAndGet);

        world.complete(RunType.IMPORT);

        assertThat(calls.get()).isLessThan(PAGES);
    }
}
