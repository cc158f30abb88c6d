package dev.fides.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of snapshots does. */
public abstract class SnapshotStoreContract {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.070Z");

    /** A chunk of as many records as one has. */
    private static final byte[] FULL = new byte[24 * Snapshot.CHUNK];

    /** With every kind of character that a name may have. */
    private final String sync = "sync:" + UUID.randomUUID();

    protected abstract SnapshotStore store();

    /** The states beside which it keeps its snapshots. */
    protected abstract SyncStateStore states();

    protected abstract void advance(Duration time);

    @Test
    void every_part_of_a_snapshot_is_kept() {
        Snapshot snapshot = new Snapshot(
                sync,
                "run",
                NOW,
                "fingerprint of hints",
                1_234_567,
                List.of(new Snapshot.Part(1, 0, 3), new Snapshot.Part(2, 2_700, 1_000)),
                true);
        assertThat(store().current(sync)).isEmpty();

        store().makeCurrent(snapshot);

        assertThat(store().current(sync)).contains(snapshot);
        assertThat(store().current(sync + "2")).isEmpty();
    }

    @Test
    void the_last_one_that_was_made_current_is() {
        store().makeCurrent(snapshot("one"));
        store().makeCurrent(snapshot("two"));

        assertThat(store().current(sync)).contains(snapshot("two"));
    }

    @Test
    void chunks_are_found_by_their_ids() {
        store().putChunk(chunk(0), new byte[] {1, 2, -3});
        store().putChunk(chunk(1), FULL);
        store().putChunk(chunk(1), new byte[24]);

        Map<Snapshot.ChunkId, byte[]> found = store().chunks(List.of(chunk(0), chunk(1), chunk(2)));

        assertThat(found).containsOnlyKeys(chunk(0), chunk(1));
        assertThat(found.get(chunk(0))).containsExactly(1, 2, -3);
        assertThat(found.get(chunk(1))).hasSize(24);
        assertThat(store().chunks(List.of())).isEmpty();
    }

    @Test
    void all_of_it_vanishes_by_itself() {
        store().makeCurrent(snapshot("run"));
        store().putChunk(chunk(0), FULL);
        advance(Duration.ofHours(SnapshotStore.KEPT_HOURS).plusSeconds(1));

        assertThat(store().current(sync)).isEmpty();
        assertThat(store().chunks(List.of(chunk(0)))).isEmpty();
    }

    @Test
    void what_is_current_is_removed_first_and_nothing_of_another_sync() {
        store().putChunk(chunk(0), FULL);
        store().putChunk(chunk(1), FULL);
        store().makeCurrent(snapshot("run"));
        Snapshot other = Snapshot.begun(sync + "2", "run", NOW, "f");
        store().makeCurrent(other);

        assertThat(store().remove(sync, 1)).isEqualTo(1);
        assertThat(store().current(sync)).isEmpty();
        assertThat(store().chunks(List.of(chunk(0), chunk(1)))).hasSize(2);
        assertThat(store().remove(sync, 100)).isEqualTo(2);
        assertThat(store().remove(sync, 100)).isZero();
        assertThat(store().current(sync + "2")).contains(other);
    }

    @Test
    void no_query_for_states_finds_it() {
        store().makeCurrent(snapshot("run"));
        store().putChunk(chunk(0), FULL);
        SyncState state = new SyncState(
                sync,
                new RecordKey("run"),
                new Standing.Published(new DocumentHashes(hash(), hash(), "f"), NOW),
                Optional.of("id"),
                NOW,
                Optional.empty(),
                "w",
                Optional.empty());
        states().save(List.of(new StateWrite(state, Optional.empty())));

        assertThat(states().count(sync)).isEqualTo(new StateCounts(1, 0, 0, 0, 0));
        assertThat(states().list(sync, new StateFilter.MayBeHeld(), Optional.empty(), 10)
                        .states())
                .hasSize(1);
        assertThat(states().eachWrittenSince(sync, Instant.EPOCH, 1, key -> {})).isTrue();
        assertThat(states().remove(sync, 10)).isEqualTo(1);
        assertThat(store().current(sync)).isPresent();
    }

    private Snapshot snapshot(String run) {
        return Snapshot.begun(sync, run, NOW, "f").with(new Snapshot.Part(1, 0, 2), 2_000);
    }

    private Snapshot.ChunkId chunk(int number) {
        return new Snapshot.ChunkId(sync, "run", 1, number);
    }

    private static Hash hash() {
        return new Hash("AAAAAAAAAAAAAAAAAAAAAA");
    }
}
