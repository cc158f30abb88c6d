package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.engine.Engine;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a tick of a timer asks Cosmos DB while nothing happens: the price of rest in infra/README.md is worked out from it. */
final class IdleTickTest {

    private final World world = new World();

    @Test
    void a_tick_with_nothing_to_do_asks_little() {
        try (CountedMemory memory = new CountedMemory(world)) {
            Engine engine = memory.engine(world, world.sync);
            // The first tick of all notes the schedule.
            CountedMemory.tick(engine);
            memory.countAnew();

            world.clock.advance(Duration.ofMinutes(1));
            CountedMemory.tick(engine);

            assertThat(memory.asked())
                    .isEqualTo(Map.of(
                            "sync-control.read", 4,
                            "sync-control.query", 1,
                            "sync-runs.query", 3,
                            "sync-state.query", 1));
        }
    }
}
