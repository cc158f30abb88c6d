package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fides.engine.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a tick of a timer asks Cosmos DB while nothing happens: the price of rest in infra/README.md is worked out from it. */
final class IdleTickTest {

    /** Nothing is due while these tests last. */
    private final World world = World.with("schedule: { import: \"0 0 3 1 7 *\" }\n");

    @Test
    void a_tick_with_nothing_to_do_asks_little() {
        try (CountedMemory memory = new CountedMemory(world)) {
            Engine engine = memory.engine(world, world.sync);
            // The first tick of all notes the schedule.
            CountedMemory.tick(world, engine);
            memory.countAnew();

            world.clock.advance(Duration.ofMinutes(1));
            CountedMemory.tick(world, engine);

            assertThat(memory.asked())
                    .isEqualTo(Map.of(
                            "sync-control.read", 4,
                            "sync-control.query", 2,
                            "sync-runs.query", 3,
                            "sync-state.query", 1));
        }
    }

    /** Less than 20 request units for a sync and 3 for the app; without the indexes it grows with what there was. */
    @Test
    void a_tick_costs_no_more_however_many_records_and_runs_there_were() {
        try (CountedMemory memory = new CountedMemory(world)) {
            Engine engine = memory.engine(world, world.sync);
            CountedMemory.tick(world, engine);
            double young = afterImports(memory, engine, 1);
            double old = afterImports(memory, engine, 8);

            assertThat(old).as("%s", memory.charged()).isLessThan(23).isCloseTo(young, within(1.0));
            PageOfCosts.require(List.of(PageOfCosts.line("tick", memory)));
        }
    }

    /** What a tick is charged after so many imports, each of records that all changed. */
    private double afterImports(CountedMemory memory, Engine engine, int imports) {
        for (int i = 0; i < imports; i++) {
            for (int record = 0; record < 20; record++) {
                world.host.put("k" + record, "v" + i + imports);
            }
            memory.completeImport(world, engine);
        }
        memory.countAnew();
        world.clock.advance(Duration.ofMinutes(1));
        CountedMemory.tick(world, engine);
        return memory.charged().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
