package dev.fides.sync.send;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.ChangeQueue;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes on their way into batches: one lane each, no more changes and bytes than a message may hold. What comes later
 * fills up what is not full yet.
 */
final class Batches {

    /** Left for what a message holds besides its changes: names, ids, the ledger. */
    private static final int ENVELOPE = 4 * 1024;

    private static final int ROOM = ChangeQueue.MAX_MESSAGE_BYTES - ENVELOPE;

    private final ChangeBatchCodec codec = new ChangeBatchCodec();
    private final Sync sync;
    private final Map<Integer, List<Batch>> byLane = new TreeMap<>();
    private long bytes;
    private int changes;

    Batches(Sync sync) {
        this.sync = sync;
    }

    /** A batch that is not full yet. */
    private static final class Batch {
        private final List<Change> changes = new ArrayList<>();
        private final Set<RecordKey> keys = new HashSet<>();
        private int bytes;

        /** A ledger has one outcome for each key, so a key that comes again needs another batch. */
        boolean takes(Change change, int size) {
            return changes.size() < ChangeBatch.MAX_CHANGES && bytes + size <= ROOM && !keys.contains(change.key());
        }

        void add(Change change, int size) {
            changes.add(change);
            keys.add(change.key());
            bytes += size;
        }
    }

    /** A batch to be. */
    record Cut(int lane, List<Change> changes) {}

    static List<Cut> cut(Sync sync, List<Change> changes) {
        Batches batches = new Batches(sync);
        changes.forEach(batches::add);
        return batches.cuts();
    }

    /** Changes of one key stay in their order, because only the last batch of a lane is added to. */
    void add(Change original) {
        Change change = fitting(original);
        int size = codec.sizeOf(change);
        List<Batch> lane = byLane.computeIfAbsent(sync.laneOf(change.key()), number -> new ArrayList<>());
        if (lane.isEmpty() || !lane.get(lane.size() - 1).takes(change, size)) {
            lane.add(new Batch());
        }
        lane.get(lane.size() - 1).add(change, size);
        bytes += size;
        changes++;
    }

    long bytes() {
        return bytes;
    }

    int changes() {
        return changes;
    }

    /** All of them; nothing is left. */
    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>();
        byLane.forEach((lane, batches) -> batches.forEach(batch -> cuts.add(new Cut(lane, batch.changes))));
        byLane.clear();
        bytes = 0;
        changes = 0;
        return cuts;
    }

    /** A document too large for a message is fetched by the publisher instead. */
    private Change fitting(Change change) {
        if (change instanceof Change.Upsert upsert && codec.sizeOf(change) > ROOM) {
            Change.Refresh look = new Change.Refresh(upsert.key(), RefreshReason.TOO_LARGE);
            return upsert.rewrite() ? look.rewriting() : look;
        }
        return change;
    }
}
