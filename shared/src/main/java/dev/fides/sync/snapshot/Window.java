package dev.fides.sync.snapshot;

import dev.fides.state.Snapshot;
import dev.fides.state.SnapshotStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The few chunks of a snapshot that lie about where the listing is read. Records that came in or went shift the listing; the
 * window follows, as long as what shifts at one place is less than {@value #LEAD} records.
 */
final class Window {

    private static final int LEAD = Snapshot.CHUNK;

    private record Shown(long from, Chunk chunk) {}

    private final SnapshotStore store;
    private final Snapshot snapshot;
    private Map<Snapshot.ChunkId, Shown> shown = Map.of();
    private long drift;

    /** @param drift by how many places records were listed later than they are now, where that is known */
    Window(SnapshotStore store, Snapshot snapshot, long drift) {
        this.store = store;
        this.snapshot = snapshot;
        this.drift = drift;
    }

    long drift() {
        return drift;
    }

    /** Moves to these places of the listing. */
    void moveTo(long from, long to) {
        List<Snapshot.Place> places = snapshot.covering(from + drift - LEAD, to + drift + LEAD);
        List<Snapshot.ChunkId> unread = places.stream()
                .map(Snapshot.Place::id)
                .filter(id -> !shown.containsKey(id))
                .toList();
        Map<Snapshot.ChunkId, byte[]> read = unread.isEmpty() ? Map.of() : store.chunks(unread);
        Map<Snapshot.ChunkId, Shown> next = new LinkedHashMap<>();
        for (Snapshot.Place place : places) {
            Shown before = shown.get(place.id());
            byte[] stored = read.getOrDefault(place.id(), new byte[0]);
            next.put(place.id(), before == null ? new Shown(place.from(), Chunk.read(stored)) : before);
        }
        shown = next;
    }

    /**
     * Whether exactly this entry is in the window.
     *
     * @param listedAt where the record is listed now
     */
    boolean has(Entry entry, long listedAt) {
        OptionalLong place = placeOf(entry);
        place.ifPresent(was -> drift = was - listedAt);
        return place.isPresent();
    }

    private OptionalLong placeOf(Entry entry) {
        for (Shown chunk : shown.values()) {
            OptionalInt place = chunk.chunk().placeOf(entry);
            if (place.isPresent()) {
                return OptionalLong.of(chunk.from() + place.getAsInt());
            }
        }
        return OptionalLong.empty();
    }
}
