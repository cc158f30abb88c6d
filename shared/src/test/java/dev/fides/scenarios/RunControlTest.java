package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.ConflictException;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunControlTest {

    /** The host is tried before a verification begins: some records together, one alone. */
    private static final int QUESTIONS_OF_THE_TRIAL = 2;

    /** Of the first page two records are read alone, because nobody knows yet how large they are. */
    private static final int GETS_UNTIL_THE_THIRD_PAGE = QUESTIONS_OF_THE_TRIAL + 2 + 1 + 1;

    private final World world =
            new World(World.IDS_IN_DOCUMENT + World.LISTED, "", EngineSettings.DEFAULT, new FakeTarget());

    @Test
    void a_step_at_work_stops_within_a_page() {
        world.host.fill(95);
        world.complete(RunType.IMPORT);
        String id = world.start(RunType.VERIFY);
        AtomicInteger pages = new AtomicInteger();
        world.host.beforeGet(() -> {
            if (pages.incrementAndGet() == GETS_UNTIL_THE_THIRD_PAGE) {
                world.engine.runs().control().cancel(id);
            }
        });

        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(pages.get()).isEqualTo(GETS_UNTIL_THE_THIRD_PAGE);
        assertThat(world.run(id).progress().page()).isEqualTo(2);
    }

    @Test
    void changes_that_were_not_published_yet_are_settled_as_cancelled_and_the_sums_agree() {
        world.host.fill(25);
        String id = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.changes.deliverNext(
                world.changes.lanes().get(0),
                delivery -> world.engine.publisher().publish(delivery));

        Run cancelled = world.engine.runs().control().cancel(id).orElseThrow();
        assertThat(cancelled.outcomes().orElseThrow().of(Outcome.PENDING)).isPositive();
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.outcomes().orElseThrow().of(Outcome.PENDING)).isZero();
        assertThat(run.outcomes().orElseThrow().of(Outcome.CANCELLED)).isPositive();
        assertThat(run.outcomes().orElseThrow().of(Outcome.PUBLISHED))
                .isEqualTo(world.target.documents().size());
        World.assertSumsAgree(run, run.outcomes().orElseThrow());
    }

    @Test
    void a_run_whose_step_is_only_queued_never_starts_once_it_is_cancelled() {
        world.host.fill(5);
        String id = world.start(RunType.IMPORT);

        world.engine.runs().control().cancel(id);
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void held_deletes_of_a_cancelled_clean_up_are_counted_as_cancelled() {
        world.host.fill(15);
        world.complete(RunType.IMPORT);
        world.host.loseEverything();
        Run held = world.complete(RunType.CLEAN_UP);

        Run run = world.engine.runs().control().cancel(held.id()).orElseThrow();

        assertThat(run.outcomes().orElseThrow().of(Outcome.CANCELLED)).isEqualTo(15);
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void what_has_ended_cannot_be_cancelled() {
        Run run = world.complete(RunType.IMPORT);

        assertThatThrownBy(() -> world.engine.runs().control().cancel(run.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("COMPLETED", run.id());
    }

    @Test
    void a_run_that_does_not_exist_is_neither_cancelled_nor_approved() {
        assertThat(world.engine.runs().control().cancel("none")).isEmpty();
        assertThat(world.engine.runs().control().approve("none", "etag")).isEmpty();
    }
}
