package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Problem;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.run.StoredRun;
import dev.fides.state.Snapshot;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.SnapshotSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An import with a snapshot of what is confirmed decides as one without, and reads few states. */
class SnapshotTest {

    private static final int RECORDS = 60;

    /** More than what was written so long before a snapshot was begun is looked up as well. */
    private static final Duration LATER = Duration.ofMinutes(10);

    private final World world = World.pageByPage();

    @BeforeEach
    void everything_is_confirmed_and_in_a_snapshot() {
        world.host.fill(RECORDS);
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
        world.states.countAnew();
    }

    @Test
    void what_is_in_the_snapshot_is_unchanged_without_its_state_being_read() {
        int writes = world.states.writes();
        int chunks = world.snapshots.writes();

        Run run = world.complete(RunType.IMPORT);

        requireUnchanged(run, 1);
        assertThat(world.states.writes()).isEqualTo(writes);
        assertThat(world.snapshots.writes()).isEqualTo(chunks);
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
        publishedByEvent("k0007", "v7");
        world.clock.advance(LATER);

        requirePublishedAgain(world.complete(RunType.IMPORT));
    }

    @Test
    void what_was_written_while_the_snapshot_was_made_is_compared_with_its_state() {
        forgetSnapshot();
        // Between the comparison of its page and the end of the import.
        world.host.beforeList(3, () -> {
            publishedByEvent("k0007", "v7");
            world.clock.advance(Duration.ofMinutes(5));
        });
        world.complete(RunType.IMPORT);
        assertThat(current()).isPresent();
        world.clock.advance(LATER);

        requirePublishedAgain(world.complete(RunType.IMPORT));
    }

    @Test
    void what_was_written_shortly_before_the_snapshot_was_begun_is_compared_with_its_state() {
        forgetSnapshot();
        world.complete(RunType.IMPORT);
        Snapshot late = current().orElseThrow();
        publishedByEvent("k0007", "v7");
        // Of a store whose clock is behind, or of a read that did not see it yet.
        world.clock.advance(Duration.ofSeconds(50));
        world.snapshots.makeCurrent(new Snapshot(
                late.sync(), late.runId(), world.clock.instant(), late.basis(), late.records(), late.parts(), false));
        world.clock.advance(LATER);

        requirePublishedAgain(world.complete(RunType.IMPORT));
    }

    @Test
    void what_the_import_itself_sent_is_compared_with_its_state_when_it_is_listed_again() {
        world.host.put("k0007", "other");
        world.host.listAlso(4, "k0007", "v7");
        world.host.beforeList(4, () -> {
            world.changes.deliverAll(delivery -> world.engine.publisher().publish(delivery));
            world.host.put("k0007", "v7");
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(2);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_host_that_takes_minutes_for_a_page_does_not_make_an_import_use_old_news() {
        world.host.beforeList(4, () -> {
            publishedByEvent("k0045", "v45");
            world.clock.advance(Duration.ofSeconds(50));
        });
        world.host.beforeList(3, () -> world.clock.advance(Duration.ofSeconds(50)));

        requirePublishedAgain(world.complete(RunType.IMPORT));
    }

    @Test
    void what_failed_is_tried_again() {
        world.target.refuse("k0007");
        world.host.put("k0007", "other");
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
        world.complete(RunType.IMPORT);
        world.target.accept("k0007");
        world.clock.advance(Duration.ofHours(7));

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void another_mapping_maps_everything_anew() {
        world.mapping.version("upper");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().changed()).isEqualTo(RECORDS);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        world.clock.advance(LATER);
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
        world.states.countAnew();
        requireUnchanged(world.complete(RunType.IMPORT), 1);
    }

    @Test
    void a_listing_that_is_a_hint_now_is_not_compared_with_whole_records() {
        world.host.listHints();
        int writes = world.states.writes();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().unchanged()).isEqualTo(RECORDS);
        assertThat(world.states.writes() - writes)
                .as("how the listing shows them")
                .isEqualTo(RECORDS);
        world.clock.advance(LATER);
        world.complete(RunType.IMPORT);
        world.clock.advance(LATER);
        world.states.countAnew();
        requireUnchanged(world.complete(RunType.IMPORT), 1);
    }

    @Test
    void a_snapshot_that_is_older_than_states_of_deletes_live_is_not_used() {
        Snapshot old = current().orElseThrow();
        Map<Snapshot.ChunkId, byte[]> chunks = world.snapshots.chunks(
                old.covering(0, RECORDS).stream().map(Snapshot.Place::id).toList());
        world.host.remove("k0007");
        event("k0007");
        world.clock.advance(Duration.ofDays(31));
        // As if it had not ended by itself.
        world.snapshots.makeCurrent(old);
        chunks.forEach(world.snapshots::putChunk);
        world.host.put("k0007", "v7");

        requirePublishedAgain(world.complete(RunType.IMPORT));
    }

    @Test
    void a_snapshot_vanishes_by_itself() {
        world.clock.advance(Duration.ofDays(2));

        assertThat(current()).isEmpty();
        requireUnchanged(world.complete(RunType.IMPORT), RECORDS);
    }

    @Test
    void imports_that_run_once_a_day_always_find_one() {
        for (int day = 0; day < 5; day++) {
            world.clock.advance(Duration.ofDays(1));
            requireUnchanged(world.complete(RunType.IMPORT), 1);
        }
    }

    @Test
    void states_that_somebody_removed_are_noticed_told_and_made_good() {
        world.states.remove("cities", RECORDS);

        Run run = world.complete(RunType.IMPORT);

        assertThat(world.wrongInSnapshot).hasSize(1);
        assertThat(world.engine.runs().problems().of(run))
                .extracting(Problem::reason)
                .singleElement()
                .asString()
                .contains("snapshot", "thrown away", "Sync cities", run.id());
        assertThat(current()).isEmpty();
        world.complete(RunType.IMPORT);
        assertThat(world.states.all("cities")).hasSize(RECORDS);
    }

    @Test
    void documents_that_are_lost_cost_reads_and_are_made_again() {
        world.snapshots.loseChunks("cities");

        requireUnchanged(world.complete(RunType.IMPORT), RECORDS);

        world.clock.advance(LATER);
        requireUnchanged(world.complete(RunType.IMPORT), RECORDS);
        world.clock.advance(LATER);
        requireUnchanged(world.complete(RunType.IMPORT), 1);
    }

    @Test
    void a_step_that_dies_loses_its_part_and_nothing_else() {
        forgetSnapshot();
        world.host.killAt(3);
        String id = world.start(RunType.IMPORT);
        assertThatThrownBy(world::work).isInstanceOf(FakeHost.Killed.class);
        world.clock.advance(Duration.ofMinutes(5));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();
        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        world.clock.advance(LATER);
        world.host.put("k0007", "other");
        world.host.put("k0055", "other");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read()).isEqualTo(new ReadCounts(RECORDS, RECORDS - 2, 2, 0, 0, 0));
        assertThat(world.foundInSnapshot()).isPositive();
    }

    @Test
    void a_step_that_lost_its_claim_changes_nothing_about_what_others_made() {
        forgetSnapshot();
        List<Snapshot> made = new ArrayList<>();
        world.host.beforeList(3, () -> {
            // It is held up, and another one does the run to its end.
            world.clock.advance(Duration.ofMinutes(5));
            world.engine.watch().supervisor().tick();
            world.untilQuiet();
            current().ifPresent(made::add);
            publishedByEvent("k0007", "v7");
            publishedByEvent("k0015", "v15");
        });
        Run run = world.complete(RunType.IMPORT);
        assertThat(current()).isEqualTo(made.stream().findFirst()).isPresent();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(current().orElseThrow().runId()).isEqualTo(run.id());
        world.clock.advance(LATER);

        Run next = world.complete(RunType.IMPORT);

        assertThat(next.progress().read().changed()).isEqualTo(2);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.wrongInSnapshot).isEmpty();
    }

    @Test
    void imports_one_right_after_the_other_each_see_what_the_one_before_published() {
        for (int i = 0; i < 4; i++) {
            world.host.put("k0007", i % 2 == 0 ? "other" : "v7");

            requirePublishedAgain(world.complete(RunType.IMPORT));
        }
    }

    @Test
    void a_run_that_is_cancelled_half_way_makes_no_snapshot_current() {
        Snapshot before = current().orElseThrow();
        world.clock.advance(Duration.ofHours(21));
        String id = world.start(RunType.IMPORT);
        world.host.beforeList(3, () -> world.engine.runs().control().cancel(id));
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(current()).contains(before);
    }

    @Test
    void a_run_of_which_an_older_version_did_a_step_makes_no_snapshot_current() {
        Snapshot before = current().orElseThrow();
        world.clock.advance(Duration.ofHours(21));
        String id = world.start(RunType.IMPORT);
        world.host.beforeList(3, () -> world.clock.advance(Duration.ofMinutes(2)));
        assertThat(world.steps.deliverNext(message -> world.engine.steps().run(message, "owner")))
                .isTrue();
        StoredRun stored = world.runs.read(id).orElseThrow();
        assertThat(stored.run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(stored.run().progress().snapshot()).isPresent();
        world.runs.replace(
                stored,
                stored.run().advanced(stored.run().progress().withSnapshot(Optional.empty()), world.clock.instant()));
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(current()).contains(before);
    }

    @Test
    void a_long_run_makes_its_snapshot_in_several_steps() {
        forgetSnapshot();
        world.host.beforeList(2, () -> world.clock.advance(Duration.ofMinutes(2)));
        world.host.beforeList(4, () -> world.clock.advance(Duration.ofMinutes(2)));
        world.complete(RunType.IMPORT);
        assertThat(current().orElseThrow().parts()).hasSizeGreaterThan(1);
        assertThat(current().orElseThrow().records()).isEqualTo(RECORDS);
        world.clock.advance(LATER);
        world.states.countAnew();

        requireUnchanged(world.complete(RunType.IMPORT), 1);
    }

    @Test
    void a_reimport_publishes_everything_whatever_the_snapshot_says() {
        assertThat(world.complete(RunType.REIMPORT).progress().read().changed()).isEqualTo(RECORDS);
    }

    @Test
    void a_canary_import_and_a_plan_neither_use_nor_make_one() {
        forgetSnapshot();

        world.complete(RunType.IMPORT, new RunOptions(OptionalLong.of(30), List.of(), false));
        world.complete(RunType.PLAN);

        assertThat(current()).isEmpty();
    }

    @Test
    void with_snapshots_switched_off_every_state_is_read() {
        World without = new World(
                World.IDS_IN_DOCUMENT, EngineSettings.DEFAULT.withSnapshots(SnapshotSettings.DEFAULT.switched(false)));
        without.host.fill(RECORDS);
        without.complete(RunType.IMPORT);
        without.complete(RunType.IMPORT);
        without.states.countAnew();

        without.complete(RunType.IMPORT);

        assertThat(without.states.keysRead()).isEqualTo(RECORDS);
        assertThat(without.snapshots.current("cities")).isEmpty();
    }

    private Optional<Snapshot> current() {
        return world.snapshots.current("cities");
    }

    private void forgetSnapshot() {
        world.snapshots.remove("cities", 1000);
    }

    private void requireUnchanged(Run run, int statesRead) {
        assertThat(run.progress().read()).isEqualTo(new ReadCounts(RECORDS, RECORDS, 0, 0, 0, 0));
        assertThat(world.wrongInSnapshot).isEmpty();
        assertThat(world.states.keysRead()).as("states read").isEqualTo(statesRead);
        world.states.countAnew();
    }

    private void requirePublishedAgain(Run run) {
        assertThat(run.progress().read().changed()).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.wrongInSnapshot).isEmpty();
    }

    /** An event publishes another value, and nobody tells that the host went back to this one. */
    private void publishedByEvent(String key, String value) {
        world.host.put(key, "other");
        event(key);
        world.host.put(key, value);
    }

    private void event(String key) {
        world.send(new Change.Refresh(new RecordKey(key), RefreshReason.EVENT), Priority.HIGH);
        world.changes.deliverAll(delivery -> world.engine.publisher().publish(delivery));
    }
}
