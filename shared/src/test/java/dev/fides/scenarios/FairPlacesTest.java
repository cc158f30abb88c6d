package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.fakes.ManualClock;
import dev.fides.queue.StepMessage;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Gate;
import dev.fides.sync.Places;
import dev.fides.sync.PublishReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FairPlacesTest {

    private final ManualClock clock = new ManualClock();
    private final Places places = new Places("lanes", 32, clock);

    @Test
    void one_sync_alone_takes_half_of_the_places() {
        assertThat(floodThen(List.of("flood"), () -> Optional.empty())).isEqualTo(List.of(16));
    }

    @Test
    void however_many_syncs_flood_an_instance_the_next_one_finds_a_place() {
        List<String> floods = List.of("f1", "f2", "f3", "f4");

        List<Integer> held = floodThen(floods, () -> tried("small"));

        assertThat(held).isEqualTo(List.of(16, 8, 4, 2));
    }

    @Test
    void a_place_is_free_again_whatever_the_work_came_to() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> places.work(
                            "a",
                            () -> {
                                throw new IllegalStateException("broken");
                            },
                            full -> full))
                    .hasMessage("broken");
        }

        assertThat(places.heldBy("a")).isZero();
        assertThat(floodThen(List.of("a"), () -> Optional.empty())).isEqualTo(List.of(16));
    }

    @Test
    void those_who_found_no_place_come_back_one_after_the_other_within_a_minute() {
        List<Duration> waits = new ArrayList<>();

        floodThen(List.of("flood"), () -> {
            for (int i = 0; i < 2_000; i++) {
                waits.add(tried("flood").orElseThrow().lasts());
            }
            return Optional.empty();
        });

        assertThat(waits.subList(0, 3))
                .as("behind the one that found that it was full")
                .containsExactly(Duration.ofMillis(2_050), Duration.ofMillis(2_100), Duration.ofMillis(2_150));
        assertThat(waits).isSorted().allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0);
    }

    @Test
    void why_work_waits_is_said_with_numbers() {
        List<String> why = new ArrayList<>();

        floodThen(List.of("flood"), () -> {
            why.add(tried("flood").orElseThrow().why());
            return Optional.empty();
        });

        assertThat(why)
                .containsExactly("the sync works on 16 lanes at once on this instance; the other 16 of its 32 places"
                        + " are kept for other syncs");
    }

    @Test
    void a_batch_without_a_place_waits_and_is_published_then() {
        World world = new World(World.IDS_IN_DOCUMENT, EngineSettings.DEFAULT.withPlaces(8, 2));
        world.host.fill(40);
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        AtomicBoolean nested = new AtomicBoolean();
        List<PublishReport> meanwhile = new ArrayList<>();
        world.states.faults().atEveryMoment(() -> {
            if (nested.compareAndSet(false, true)) {
                world.changes
                        .lanes()
                        .forEach(lane -> world.changes.deliverNext(
                                lane,
                                delivery ->
                                        meanwhile.add(world.engine.publisher().publish(delivery))));
            }
        });

        world.untilQuiet();

        assertThat(meanwhile).hasSize(3).allSatisfy(report -> {
            assertThat(report.outcomes()).isEmpty();
            assertThat(report.postponed()).isNotEmpty();
        });
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.states.all("cities"))
                .allSatisfy(state -> assertThat(state.failure()).isEmpty());
    }

    @Test
    void a_step_without_a_place_waits_says_why_and_is_done_then() {
        World world = new World(World.IDS_IN_DOCUMENT, EngineSettings.DEFAULT.withPlaces(2, 32));
        world.host.fill(10);
        String first = world.start(RunType.IMPORT);
        String second = world.start(RunType.PLAN);
        AtomicBoolean nested = new AtomicBoolean();
        List<Run> meanwhile = new ArrayList<>();
        world.states.faults().atEveryMoment(() -> {
            if (nested.compareAndSet(false, true)) {
                world.engine
                        .steps()
                        .run(
                                new StepMessage(
                                        "cities",
                                        second,
                                        world.run(second).stepping().step(),
                                        Optional.empty()),
                                "b");
                meanwhile.add(world.run(second));
            }
        });

        world.untilQuiet();

        assertThat(meanwhile).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
            assertThat(run.error().orElseThrow()).contains("1 steps at once", "1 of its 2 places");
            assertThat(run.stepping().failures()).isZero();
        });
        assertThat(world.run(first).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.run(second).status()).isEqualTo(RunStatus.COMPLETED);
    }

    /** A try that found no place, or nothing. */
    private Optional<Gate.Closed> tried(String sync) {
        return places.work(sync, Optional::empty, Optional::of);
    }

    private interface Then {
        Optional<Gate.Closed> look();
    }

    /** Each sync takes what it gets, the next one begins while they all hold it; then somebody else looks. */
    private List<Integer> floodThen(List<String> floods, Then then) {
        List<Integer> held = new ArrayList<>();
        flood(floods, held, then);
        return held;
    }

    private void flood(List<String> floods, List<Integer> held, Then then) {
        if (floods.isEmpty()) {
            assertThat(then.look()).isEmpty();
            return;
        }
        String sync = floods.get(0);
        places.<Optional<Gate.Closed>>work(
                sync,
                () -> {
                    flood(floods, held, then);
                    return Optional.empty();
                },
                full -> {
                    held.add(places.heldBy(sync));
                    flood(floods.subList(1, floods.size()), held, then);
                    return Optional.of(full);
                });
    }
}
