package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.engine.Engine;
import dev.fides.model.MemoryUnavailableException;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.runs.RunStarter.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Between taking a slot and creating its run nobody sees the run, but the slot is taken. */
class RunSlotsTest {

    private final World world = new World();
    private final Engine another = world.instance(world.clock);

    @Test
    void a_slot_whose_run_is_about_to_be_created_is_taken() {
        List<Start> meanwhile = new ArrayList<>();
        world.runs.faults().atEveryMoment(() -> {
            world.runs.faults().atEveryMoment(() -> {});
            meanwhile.add(start(another, RunType.REIMPORT));
        });

        Start first = start(world.engine, RunType.IMPORT);

        String id = ((Start.Started) first).run().id();
        assertThat(meanwhile).containsExactly(new Start.Busy(id));
        assertThat(world.runs.active("cities"))
                .extracting(stored -> stored.run().id())
                .containsExactly(id);
    }

    @Test
    void a_slot_whose_run_was_never_created_is_free_again_after_a_minute() {
        world.runs.faults().down();
        assertThatThrownBy(() -> start(world.engine, RunType.IMPORT)).isInstanceOf(MemoryUnavailableException.class);
        world.runs.faults().up();

        world.clock.advance(Duration.ofSeconds(59));
        assertThat(start(another, RunType.IMPORT)).isInstanceOf(Start.Busy.class);
        world.clock.advance(Duration.ofSeconds(2));
        assertThat(start(another, RunType.IMPORT)).isInstanceOf(Start.Started.class);
    }

    private Start start(Engine instance, RunType type) {
        return instance.runs().starter().start(world.sync, type, "test", RunOptions.DEFAULT);
    }
}
