package dev.fides.sync.snapshot;

import dev.fides.model.RecordKey;
import dev.fides.state.Snapshot;
import dev.fides.state.SyncStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The records of which a snapshot may not know the newest: their states were written since, or may be soon. */
final class RecentWrites {

    /** Five megabytes at most; asking for more of them costs as much as it saves. */
    private static final int MOST = 100_000;

    /** Of a snapshot of few records, more than half; of a very small one all. */
    private static final int FEW = 100;

    private final SyncStateStore states;
    private final Snapshot snapshot;
    private final Instant since;
    private final int limit;
    private final Set<Long> own = new HashSet<>();
    private Set<Long> read = new HashSet<>();

    RecentWrites(SyncStateStore states, Snapshot snapshot, Duration margin) {
        this.states = states;
        this.snapshot = snapshot;
        this.since = snapshot.since().minus(margin);
        this.limit = (int) Math.min(MOST, snapshot.records() / 2 + FEW);
    }

    /** Asks the store; false when there are too many. */
    boolean read() {
        Set<Long> now = new HashSet<>();
        boolean all = states.eachWrittenSince(snapshot.sync(), since, limit, key -> now.add(Entry.keyOf(key)));
        read = now;
        return all;
    }

    /** Whether so much is on its way that looking for the rest in the snapshot does not pay. */
    boolean tooMany() {
        return own.size() > limit;
    }

    /** What this step itself sends on its way will be written before anybody asks the store again. */
    void expect(RecordKey key) {
        own.add(Entry.keyOf(key));
    }

    boolean has(long key) {
        return read.contains(key) || own.contains(key);
    }

    int size() {
        return read.size();
    }
}
