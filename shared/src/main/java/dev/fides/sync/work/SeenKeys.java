package dev.fides.sync.work;

import dev.fides.json.Hashing;
import dev.fides.model.RecordKey;
import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.sync.runs.RunPages;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Which keys a verification saw in the target, as 64 bits each. Where there are very many, only a slice of them is in
 * memory, and the states are read once for each slice.
 */
final class SeenKeys {

    /** Eight megabytes. */
    static final int SLICE = 1_000_000;

    /** Stands for a document that cannot be read, not even its key; as a hash of a key it comes once in 2^64. */
    static final long UNKNOWN = 0;

    private final Slice slice;
    private final long[] sorted;
    private final boolean complete;

    /** One of several equal parts of all possible keys. */
    record Slice(int number, int of) {

        boolean has(RecordKey key) {
            return has(hash(key));
        }

        private boolean has(long hash) {
            return Math.floorMod(hash, (long) of) == number;
        }
    }

    private SeenKeys(Slice slice, long[] sorted, boolean complete) {
        this.slice = slice;
        this.sorted = sorted;
        this.complete = complete;
    }

    static SeenKeys read(RunPages pages, Run run, Slice slice) {
        Growing hashes = new Growing();
        pages.each(
                run,
                RunPage.Kind.SEEN,
                page -> ((RunPage.Seen) page).hashes().forEach(hash -> {
                    if (hash == UNKNOWN) {
                        hashes.complete = false;
                    } else if (slice.has(hash)) {
                        hashes.add(hash);
                    }
                }));
        return new SeenKeys(slice, hashes.sorted(), hashes.complete);
    }

    static List<Long> hashes(List<RecordKey> keys) {
        return keys.stream().map(SeenKeys::hash).toList();
    }

    Slice slice() {
        return slice;
    }

    /** Whether the key of every listed document is known: else one that is not contained may be listed all the same. */
    boolean isComplete() {
        return complete;
    }

    /** Whether the target lists this key of the slice. */
    boolean contains(RecordKey key) {
        return Arrays.binarySearch(sorted, hash(key)) >= 0;
    }

    private static long hash(RecordKey key) {
        String text = Hashing.textHash(List.of(key.value())).text();
        return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)).getLong();
    }

    private static final class Growing {
        private long[] hashes = new long[1024];
        private int size;
        private boolean complete = true;

        void add(long hash) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size++] = hash;
        }

        long[] sorted() {
            long[] exact = Arrays.copyOf(hashes, size);
            Arrays.sort(exact);
            return exact;
        }
    }
}
