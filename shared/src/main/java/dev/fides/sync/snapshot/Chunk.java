package dev.fides.sync.snapshot;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The entries of one chunk, in the order of the listing. */
final class Chunk {

    static final Chunk EMPTY = new Chunk(Map.of());

    private record Found(Entry entry, int place) {}

    private final Map<Long, Found> byKey;

    private Chunk(Map<Long, Found> byKey) {
        this.byKey = byKey;
    }

    static byte[] write(List<Entry> entries) {
        ByteBuffer bytes = ByteBuffer.allocate(entries.size() * Entry.BYTES);
        entries.forEach(
                entry -> bytes.putLong(entry.key()).putLong(entry.high()).putLong(entry.low()));
        return bytes.array();
    }

    /** Bytes that are none are nothing: what they were to say is looked up. */
    static Chunk read(byte[] stored) {
        if (stored.length % Entry.BYTES != 0) {
            return EMPTY;
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        Map<Long, Found> byKey = new HashMap<>();
        for (int place = 0; bytes.hasRemaining(); place++) {
            Entry entry = new Entry(bytes.getLong(), bytes.getLong(), bytes.getLong());
            byKey.put(entry.key(), new Found(entry, place));
        }
        return new Chunk(byKey);
    }

    /** Where in the chunk exactly this entry is. */
    OptionalInt placeOf(Entry entry) {
        Found found = byKey.get(entry.key());
        return found != null && found.entry().equals(entry) ? OptionalInt.of(found.place()) : OptionalInt.empty();
    }
}
