package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.limits.SharedCircuit.Mode;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final ConnectionId CITIES_TARGET = new ConnectionId("cities", Side.TARGET);

    private final OutageWorld world = new OutageWorld(EngineSettings.DEFAULT);
    private final OutageWorld.Flow cities = world.cities;
    private final OutageWorld.Flow towns = world.towns;

    @Test
    void while_the_target_is_down_it_is_only_probed_and_afterwards_everything_arrives_by_itself() {
        cities.host.fill(2000);
        cities.targetDown = true;
        String run = world.importOf(cities);
        world.work();
        assertThat(world.circuits.circuit(CITIES_TARGET).open()).isTrue();
        assertThat(cities.targetCalls).isLessThanOrEqualTo(10);
        int untilOpen = cities.targetCalls;

        world.workFor(Duration.ofHours(1));

        assertThat(cities.targetCalls - untilOpen).isBetween(6, 8);
        assertThat(world.mostDeliveries).isEqualTo(1);
        assertThat(world.run(run).status()).isEqualTo(RunStatus.PUBLISHING);

        cities.targetDown = false;
        world.untilQuiet();
        assertThat(world.run(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(cities.target.documents()).hasSize(2000);
        assertThat(world.circuits.circuit(CITIES_TARGET).open()).isFalse();
    }

    @Test
    void another_sync_on_the_same_queues_keeps_its_pace() {
        cities.host.fill(500);
        towns.host.fill(500);
        cities.targetDown = true;
        world.importOf(cities);
        world.work();
        String run = world.importOf(towns);
        world.workFor(Duration.ofSeconds(1));
        assertThat(world.run(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(towns.target.documents()).hasSize(500);
    }

    @Test
    void waiting_for_the_target_counts_no_attempt() {
        cities.host.fill(1000);
        cities.targetDown = true;
        world.importOf(cities);
        world.workFor(Duration.ofHours(1));
        long tried = world.changes.waiting().stream()
                .filter(batch -> batch.postponed() > 1)
                .count();
        assertThat(tried).isLessThanOrEqualTo(8);
        assertThat(world.changes.waiting()).allMatch(batch -> batch.postponed() >= 1 && batch.postponed() < 10);
    }

    @Test
    void an_import_whose_step_cannot_be_queued_for_hours_waits_without_failing() {
        cities.host.fill(500);
        String id = world.importOf(cities);
        world.steps.clear();
        world.steps.faults().down();
        for (int i = 0; i < 24; i++) {
            world.clock.advance(Duration.ofMinutes(5));
            assertThatThrownBy(() -> world.engine.watch().supervisor().tick()).hasMessageContaining("no answer");
        }
        assertThat(world.run(id).status().stepping()).isTrue();

        world.steps.faults().up();
        world.clock.advance(Duration.ofMinutes(5));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(cities.target.documents()).hasSize(500);
    }

    @Test
    void an_import_whose_changes_cannot_be_queued_for_hours_waits_without_failing() {
        cities.host.fill(500);
        world.changes.faults().down();
        String id = world.importOf(cities);
        world.workFor(Duration.ofHours(2));
        assertThat(world.run(id).status().stepping()).isTrue();
        assertThat(world.run(id).error().orElseThrow()).contains("no answer");

        world.changes.faults().up();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(cities.target.documents()).hasSize(500);
    }

    @Test
    void while_the_host_is_down_an_import_waits_without_failing() {
        cities.host.fill(500);
        cities.hostDown = true;
        String id = world.importOf(cities);
        world.workFor(Duration.ofHours(1));
        assertThat(world.run(id).status().stepping()).isTrue();
        assertThat(cities.hostCalls).isLessThanOrEqualTo(20);

        cities.hostDown = false;
        world.untilQuiet();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(cities.target.documents()).hasSize(500);
    }

    @Test
    void the_supervisor_declares_nothing_lost_during_an_outage() {
        cities.host.fill(200);
        cities.targetDown = true;
        String id = world.importOf(cities);
        for (int i = 0; i < 24; i++) {
            world.workFor(Duration.ofMinutes(15));
            world.engine.watch().supervisor().tick();
        }
        cities.targetDown = false;
        world.untilQuiet();
        Run run = world.run(id);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.outcomes().orElseThrow().of(Outcome.FAILED)).isZero();
    }

    @Test
    void an_import_reads_no_further_while_the_backlog_is_full() {
        OutageWorld small = new OutageWorld(EngineSettings.DEFAULT.withMaxBacklog(250));
        small.cities.host.fill(1000);
        small.cities.targetDown = true;
        String id = small.importOf(small.cities);
        small.workFor(Duration.ofMinutes(10));
        assertThat(small.run(id).progress().read().changed()).isBetween(250L, 400L);

        small.cities.targetDown = false;
        small.untilQuiet();
        assertThat(small.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(small.cities.target.documents()).hasSize(1000);
    }

    @Test
    void an_operator_stops_the_calls_to_a_target_and_lets_them_go_on() {
        cities.host.fill(300);
        world.circuits.force(CITIES_TARGET, Mode.OPEN, "ann");
        String id = world.importOf(cities);
        world.workFor(Duration.ofMinutes(30));
        assertThat(cities.targetCalls).isZero();

        world.circuits.force(CITIES_TARGET, Mode.AUTO, "ann");
        world.untilQuiet();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
    }
}
