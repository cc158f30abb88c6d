package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.engine.Engine;
import dev.fides.events.EventMessage;
import dev.fides.resilience.CallRun;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.steps.RunWork;
import dev.fides.sync.steps.StepEnd;
import dev.fides.sync.steps.StepRunner;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who does a step of a run, what of it counts, and when it must end. */
class StepsTest {

    private final World world = World.pageByPage();

    @Test
    void a_step_message_that_comes_again_while_its_step_is_at_work_is_dropped() {
        Engine another = world.instance(world.clock);
        world.host.fill(35);
        String id = world.start(RunType.IMPORT);
        world.steps.doubleNext();
        AtomicInteger moments = new AtomicInteger();
        world.host.atEveryMoment(() -> {
            if (moments.incrementAndGet() == 2) {
                world.steps.deliverNext(message -> another.steps().run(message, "another"));
            }
        });

        world.steps.deliverNext(message -> world.engine.steps().run(message, "first"));

        assertThat(world.steps.waiting()).isEmpty();
        assertThat(world.host.lists()).as("pages read").isEqualTo(4);
        assertThat(world.run(id).stepping().claim()).isEqualTo(1);
        assertThat(world.run(id).status()).isEqualTo(RunStatus.PUBLISHING);
    }

    @Test
    void what_a_run_asks_for_is_asked_in_its_name_and_what_an_event_asks_for_in_none() {
        world.host.fill(35);
        Set<Optional<String>> asked = ConcurrentHashMap.newKeySet();
        world.host.atEveryMoment(() -> asked.add(CallRun.current()));
        world.target.atEveryMoment(() -> asked.add(CallRun.current()));
        String id = world.start(RunType.IMPORT);
        world.untilQuiet();
        assertThat(asked).containsExactly(Optional.of(id));

        asked.clear();
        String key = world.target.documents().keySet().iterator().next();
        world.host.put(key, "changed");
        world.events.receive(
                "fides-host-events", EventMessage.ofBody("{\"type\":\"changed\",\"data\":{\"id\":\"" + key + "\"}}"));
        world.untilQuiet();
        assertThat(asked).containsExactly(Optional.empty());
    }

    @Test
    void ledgers_of_a_page_without_a_checkpoint_do_not_count() {
        world.host.fill(35);
        String id = world.start(RunType.IMPORT);
        dieOnceThereAreLedgersOfPage(id, 2);

        world.engine.runs().control().cancel(id);
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.progress().read().changed()).isEqualTo(20);
        assertThat(run.outcomes().orElseThrow().total()).isEqualTo(20);
    }

    @Test
    void a_type_of_run_without_work_is_refused_at_the_start() {
        Map<RunType, RunWork> allButOne = new EnumMap<>(RunType.class);
        EnumSet.complementOf(EnumSet.of(RunType.VERIFY))
                .forEach(type -> allButOne.put(type, (sync, ticket) -> new StepEnd.AllRead()));

        assertThatThrownBy(() -> new StepRunner(
                        world.engine.syncs(),
                        world.runs,
                        world.steps,
                        allButOne,
                        world.engine.runs().closer(),
                        world.pauses,
                        EngineSettings.DEFAULT,
                        world.clock,
                        new Random(1),
                        Optional::empty,
                        Heartbeat.none(),
                        EngineListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing: [VERIFY]");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "3, 2", "6, 0", "9, 4"})
    void a_listing_that_goes_round_fails_its_run(int page, int next) {
        world.host.fill(120);
        world.host.leadFrom(page, next);
        endWhatNeverEnds();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("the listing goes round", "Sync cities", run.id());
    }

    private void endWhatNeverEnds() {
        world.host.atEveryMoment(() -> {
            if (world.host.lists() > 200) {
                throw new FakeHost.Killed();
            }
        });
    }

    /** Ledgers are written before the batches are sent, and the page is checkpointed after that. */
    private void dieOnceThereAreLedgersOfPage(String id, int page) {
        world.changes.faults().atEveryMoment(() -> {
            if (world.run(id).progress().page() == page) {
                world.changes.faults().atEveryMoment(() -> {});
                throw new FakeHost.Killed();
            }
        });
        assertThatThrownBy(() ->
                        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner")))
                .isInstanceOf(FakeHost.Killed.class);
    }
}
