package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.state.Snapshot;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import with a snapshot of what is confirmed decides as one without, and reads few states. */
class SnapshotTest {

    private static final int RECORDS = 60;

    /** More than what was written so long before a snapshot was begun is looked up as well. */
    private static final Duration LATER = Duration.ofMinutes(10);

    private final World world = new World();

    @BeforeEach
    void everything_is_confirmed_and_in_a_snapshot() {
        world.host.fill(RECORDS);
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
    }

    @Test
    void what_is_in_the_snapshot_is_unchanged_without_its_state_being_read() {
        int writes = world.states.writes();
        world.states.countAnew();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(RECORDS, RECORDS, 0, 0, 0, 0));
        assertThat(world.states.keysRead()).as("the one that is checked").isEqualTo(1);
        assertThat(world.states.writes()).isEqualTo(writes);
        assertThat(current().orElseThrow().runId()).as("nothing to be renewed").isNotEqualTo(run.id());
    }

    @Test
    void what_changed_is_published() {
        world.host.put("k0007", "other");
        world.host.put("k0007x", "new");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(RECORDS + 1, RECORDS - 1, 2, 0, 0, 0));
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void what_an_event_published_since_is_compared_with_its_state() {
        world.host.put("k0007", "other");
        event("k0007");
        // The host is back at what the snapshot has; the target is not.
        world.host.put("k0007", "v7");
        world.clock.advance(LATER);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void what_was_written_while_the_snapshot_was_made_is_compared_with_its_state() {
        world.snapshots.remove("cities", 100);
        // Between the comparison of its page and the end of the import.
        world.host.beforeList(3, () -> {
            world.host.put("k0007", "other");
            event("k0007");
            world.host.put("k0007", "v7");
        });
        world.complete(RunType.IMPORT);
        assertThat(current()).isPresent();
        world.clock.advance(LATER);

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    private Optional<Snapshot> current() {
        return world.snapshots.current("cities");
    }

    private void event(String key) {
        world.send(new Change.Refresh(new RecordKey(key), RefreshReason.EVENT), Priority.HIGH);
        world.changes.deliverAll(delivery -> world.engine.publisher().publish(delivery));
    }
}
