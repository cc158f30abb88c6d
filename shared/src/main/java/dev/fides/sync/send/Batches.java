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

/** Cuts changes into batches: one lane each, no more changes and bytes than a message may hold. */
final class Batches {

    /** Left for what a message holds besides its changes: names, ids, the ledger. */
    private static final int ENVELOPE = 4 * 1024;

    private static final int ROOM = ChangeQueue.MAX_MESSAGE_BYTES - ENVELOPE;

    private final ChangeBatchCodec codec = new ChangeBatchCodec();

    /** A batch to be. */
    record Cut(int lane, List<Change> changes) {}

    List<Cut> cut(Sync sync, List<Change> changes) {
        Map<Integer, List<Change>> byLane = new TreeMap<>();
        changes.forEach(change -> byLane.computeIfAbsent(sync.laneOf(change.key()), lane -> new ArrayList<>())
                .add(change));
        List<Cut> cuts = new ArrayList<>();
        byLane.forEach((lane, ofLane) -> cutLane(lane, ofLane, cuts));
        return cuts;
    }

    private void cutLane(int lane, List<Change> changes, List<Cut> cuts) {
        List<Change> open = new ArrayList<>();
        Set<RecordKey> keys = new HashSet<>();
        int bytes = 0;
        for (Change original : changes) {
            Change change = fitting(original);
            int size = codec.sizeOf(change);
            boolean full = open.size() == ChangeBatch.MAX_CHANGES || bytes + size > ROOM;
            // A ledger has one outcome for each key, so a key that comes again needs another batch.
            if (!open.isEmpty() && (full || keys.contains(change.key()))) {
                cuts.add(new Cut(lane, open));
                open = new ArrayList<>();
                keys.clear();
                bytes = 0;
            }
            open.add(change);
            keys.add(change.key());
            bytes += size;
        }
        cuts.add(new Cut(lane, open));
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
