package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.OutgoingBatch;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.target.TargetWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Large records are read few at a time, however many are asked for. The world has 1 MB for them. */
class LargeRecordsTest {

    private static final String LARGE = "x".repeat(30_000);

    private final World world = new World();

    private void refreshAll() {
        List<Change> changes = new ArrayList<>();
        for (RecordKey key : world.host.all().keySet()) {
            changes.add(new Change.Refresh(key, RefreshReason.EVENT));
        }
        world.changes.send(List.of(new OutgoingBatch(
                new ChangeBatch("cities", 0, Optional.empty(), changes, 0, Optional.empty()),
                Priority.HIGH,
                Optional.empty())));
        world.untilQuiet();
    }

    @Test
    void a_batch_of_events_about_large_records_is_read_in_portions() {
        for (int i = 0; i < 60; i++) {
            world.host.put("k" + (100 + i), LARGE + i);
        }

        refreshAll();

        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.host.mostAsked()).as("records at once").isLessThanOrEqualTo(4);
    }

    @Test
    void small_records_go_together_once_they_are_known_to_be_small() {
        world.host.fill(60);

        refreshAll();

        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.host.gets()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_large_page_is_read_ahead_only_where_there_is_room_for_two() {
        for (int i = 0; i < 60; i++) {
            world.host.put("k" + (100 + i), LARGE + i);
        }
        List<Integer> ahead = new ArrayList<>();
        // Batches are sent while a page is worked on: which pages were asked for by then?
        world.changes.faults().atEveryMoment(() -> ahead.add(world.host.lists()));
        assertThat(world.memory.tryTake(900_000)).isTrue();

        world.complete(RunType.IMPORT);

        assertThat(ahead).contains(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_clean_up_reads_large_records_in_portions() {
        for (int i = 0; i < 60; i++) {
            world.host.put("k" + (100 + i), LARGE + i);
        }
        refreshAll();

        assertThat(world.complete(RunType.CLEAN_UP).status()).isEqualTo(RunStatus.COMPLETED);

        assertThat(world.host.mostAsked()).as("records at once").isLessThanOrEqualTo(4);
    }

    @Test
    void a_verification_reads_large_records_in_portions_of_what_is_listed_and_of_what_is_lost() {
        world.target.listable();
        for (int i = 0; i < 60; i++) {
            world.host.put("k" + (100 + i), LARGE + i);
        }
        refreshAll();
        for (int i = 0; i < 20; i++) {
            world.target.write(List.of(new TargetWrite.Delete(new RecordKey("k" + (100 + i)), "k" + (100 + i))));
        }

        Run run = world.complete(RunType.VERIFY);

        assertThat(run.progress().verified().same()).isEqualTo(40);
        assertThat(run.progress().verified().missing()).isEqualTo(20);
        assertThat(world.host.mostAsked()).as("records at once").isLessThanOrEqualTo(4);
    }

    @Test
    void a_large_page_is_handed_on_in_portions_and_every_record_has_one_outcome() {
        for (int i = 0; i < 20; i++) {
            world.host.put("k" + (100 + i), LARGE + i);
        }
        List<Integer> mapped = new ArrayList<>();
        world.changes.faults().atEveryMoment(() -> mapped.add(world.mapping.calls()));

        Run run = world.complete(RunType.IMPORT);

        assertThat(mapped.get(0)).as("mapped before the first batch is sent").isLessThanOrEqualTo(4);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().read().changed()).isEqualTo(20);
        World.assertSumsAgree(run, world.outcomes(run));
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_plan_of_a_large_page_shows_the_records_of_all_portions() {
        for (int i = 0; i < 20; i++) {
            world.host.put("k" + (100 + i), LARGE + i);
        }

        Run run = world.complete(RunType.PLAN);

        assertThat(world.engine.runs().report().examples(run)).hasSize(20);
    }
}
