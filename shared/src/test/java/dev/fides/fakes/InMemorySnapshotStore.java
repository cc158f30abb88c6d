package dev.fides.fakes;

import dev.fides.state.Snapshot;
import dev.fides.state.SnapshotCodec;
import dev.fides.state.SnapshotStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots in memory; they vanish after two days. */
public final class InMemorySnapshotStore implements SnapshotStore {

    private static final Duration KEPT = Duration.ofHours(KEPT_HOURS);

    private final SnapshotCodec codec = new SnapshotCodec();
    private final Shelf shelf;
    private final Faults faults = new Faults();
    private int reads;
    private int writes;

    public InMemorySnapshotStore(Clock clock) {
        shelf = new Shelf(clock);
    }

    public Faults faults() {
        return faults;
    }

    /** How many chunks were asked for so far. */
    public synchronized int reads() {
        return reads;
    }

    /** How many chunks were written so far. */
    public synchronized int writes() {
        return writes;
    }

    /** Loses the chunks of a sync, and keeps what says which there are. */
    public void loseChunks(String sync) {
        shelf.startingWith(sync + "/chunk/").forEach(item -> shelf.removeIf(item.id(), item.etag()));
    }

    @Override
    public Optional<Snapshot> current(String sync) {
        faults.beforeCall("read the snapshot: sync " + sync);
        return shelf.get(head(sync)).flatMap(item -> codec.decode(item.json()));
    }

    @Override
    public void makeCurrent(Snapshot snapshot) {
        faults.beforeCall("write the snapshot: sync " + snapshot.sync());
        shelf.put(head(snapshot.sync()), codec.encode(snapshot), Optional.of(KEPT));
        faults.afterWrite("write the snapshot: sync " + snapshot.sync());
    }

    @Override
    public synchronized void putChunk(Snapshot.ChunkId id, byte[] entries) {
        faults.beforeCall("write " + id);
        writes++;
        shelf.put(chunk(id), codec.encode(entries), Optional.of(KEPT));
        faults.afterWrite("write " + id);
    }

    @Override
    public synchronized Map<Snapshot.ChunkId, byte[]> chunks(Collection<Snapshot.ChunkId> ids) {
        faults.beforeCall("read " + ids);
        reads += ids.size();
        Map<Snapshot.ChunkId, byte[]> found = new LinkedHashMap<>();
        ids.forEach(id -> shelf.get(chunk(id))
                .flatMap(item -> codec.decodeEntries(item.json()))
                .ifPresent(entries -> found.put(id, entries)));
        return found;
    }

    @Override
    public synchronized int remove(String sync, int limit) {
        faults.beforeCall("remove snapshots: sync " + sync);
        // Of these two ids that of the current one comes first.
        List<Shelf.Item> removed =
                shelf.startingWith(sync + "/").stream().limit(limit).toList();
        removed.forEach(item -> shelf.removeIf(item.id(), item.etag()));
        faults.afterWrite("remove snapshots: sync " + sync);
        return removed.size();
    }

    private static String head(String sync) {
        return sync + "/";
    }

    private static String chunk(Snapshot.ChunkId id) {
        return id.sync() + "/chunk/" + id.runId() + "/" + id.claim() + "/" + id.number();
    }
}
