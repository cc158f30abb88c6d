package dev.fides.sync.snapshot;

import dev.fides.state.Snapshot;
import dev.fides.state.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one step's part of a new snapshot. What a step has not stored when it dies is missing in it, and nothing else. */
final class Maker {

    private final SnapshotStore store;
    private final Snapshot before;
    private final int claim;
    private final long from;
    private final List<Entry> entries = new ArrayList<>();
    private int chunks;
    private long records;

    /**
     * @param before what earlier steps made
     * @param claim of this step
     * @param from place in the listing where this step begins
     */
    Maker(SnapshotStore store, Snapshot before, int claim, long from) {
        this.store = store;
        this.before = before;
        this.claim = claim;
        this.from = from;
    }

    /** Takes the record at this place of the listing; empty where nothing can be said of it. */
    void add(long place, Optional<Entry> entry) {
        while (place >= from + (long) (chunks + 1) * Snapshot.CHUNK) {
            store();
        }
        entry.ifPresent(entries::add);
    }

    /**
     * What is made, with all that is stored.
     *
     * @param last whether the step ends here
     */
    Snapshot made(boolean last) {
        if (last && !entries.isEmpty()) {
            store();
        }
        return chunks == 0 ? before : before.with(new Snapshot.Part(claim, from, chunks), records);
    }

    private void store() {
        if (!entries.isEmpty()) {
            int number = before.chunks() + chunks;
            store.putChunk(new Snapshot.ChunkId(before.sync(), before.runId(), claim, number), Chunk.write(entries));
        }
        records += entries.size();
        entries.clear();
        chunks++;
    }
}
