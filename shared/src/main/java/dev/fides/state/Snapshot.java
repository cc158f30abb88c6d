package dev.fides.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a snapshot consists of: which chunks hold, in the order of the host's listing, hashes of what was confirmed when an
 * import read it. Chunks never change, and belong to one snapshot alone.
 *
 * @param runId the import that made it
 * @param since when that import began: what a state says that was written since, or just before, is not in the snapshot
 * @param basis what its hashes are of, such as the mapping's fingerprint
 * @param records how many records are in it
 * @param parts what each step made, in the order of the listing
 * @param worn whether so much of the listing is no longer where it was that a new snapshot pays
 */
public record Snapshot(
        String sync, String runId, Instant since, String basis, long records, List<Part> parts, boolean worn) {

    /** Places of the listing that one chunk covers: with 24 bytes each, as text, it fits into a document of 32 KB. */
    public static final int CHUNK = 1_000;

    public Snapshot {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(basis, "basis");
        parts = List.copyOf(parts);
        if (records < 0) {
            throw new IllegalArgumentException("a snapshot of sync " + sync + " with " + records + " records");
        }
    }

    /**
     * What one step made: chunks of {@value #CHUNK} places each.
     *
     * @param claim of the run under which they were written
     * @param from place of the first of them in the listing, from 0
     */
    public record Part(int claim, long from, int chunks) {
        public Part {
            if (from < 0 || chunks < 0) {
                throw new IllegalArgumentException("a part of a snapshot from " + from + " with " + chunks + " chunks");
            }
        }
    }

    /**
     * Which chunk.
     *
     * @param number within the snapshot, from 0
     */
    public record ChunkId(String sync, String runId, int claim, int number) {
        public ChunkId {
            Objects.requireNonNull(sync, "sync");
            Objects.requireNonNull(runId, "runId");
        }
    }

    /**
     * A chunk and where in the listing it begins.
     *
     * @param from place of its first record, from 0
     */
    public record Place(ChunkId id, long from) {}

    /** A snapshot without any chunk yet. */
    public static Snapshot begun(String sync, String runId, Instant since, String basis) {
        return new Snapshot(sync, runId, since, basis, 0, List.of(), false);
    }

    /** The same with one more part. */
    public Snapshot with(Part part, long moreRecords) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Snapshot(sync, runId, since, basis, records + moreRecords, more, worn);
    }

    /** The same, to be replaced by the next import. */
    public Snapshot wornOut() {
        return new Snapshot(sync, runId, since, basis, records, parts, true);
    }

    /** How many chunks its parts have; the number of the next one. */
    public int chunks() {
        return parts.stream().mapToInt(Part::chunks).sum();
    }

    /** The chunks that cover places of the listing, in their order. */
    public List<Place> covering(long from, long to) {
        List<Place> places = new ArrayList<>();
        int number = 0;
        for (Part part : parts) {
            int first = (int) Math.max(0, Math.floorDiv(from - part.from(), CHUNK));
            for (int i = first; i < part.chunks() && part.from() + (long) i * CHUNK < to; i++) {
                places.add(
                        new Place(new ChunkId(sync, runId, part.claim(), number + i), part.from() + (long) i * CHUNK));
            }
            number += part.chunks();
        }
        return places;
    }
}
