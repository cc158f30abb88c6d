package dev.fides.run;

import dev.fides.state.SnapshotProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the steps of a run have come; what a step resumes from.
 *
 * @param phase which of the run's listings is being read
 * @param page number of the next page, from 0, counted over all phases
 * @param cursor the store's cursor of the next page; empty for the first
 * @param mark an earlier cursor that must not come back: the listing would go round for ever
 * @param lowestTotal the smallest total that the listing announced
 * @param highestTotal the largest total that the listing announced
 * @param listed items of this phase's listing so far
 * @param read what was found in the host's listing so far
 * @param check what a clean-up found so far, over all phases
 * @param verified what a verification found so far, over all phases
 * @param attempts from which page on which claim of the run counts, oldest first: pages written by a step that lost its
 *     claim do not count
 * @param snapshot what the run made of a snapshot, and how well an older one fitted
 */
public record Progress(
        Phase phase,
        int page,
        Optional<String> cursor,
        Optional<String> mark,
        OptionalLong lowestTotal,
        OptionalLong highestTotal,
        long listed,
        ReadCounts read,
        CheckCounts check,
        VerifyCounts verified,
        List<Attempt> attempts,
        Optional<SnapshotProgress> snapshot) {

    public static final Progress START = new Progress(
            Phase.HOST,
            0,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            ReadCounts.NONE,
            CheckCounts.NONE,
            VerifyCounts.NONE,
            List.of(),
            Optional.empty());

    public Progress {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(cursor, "cursor");
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(lowestTotal, "lowestTotal");
        Objects.requireNonNull(highestTotal, "highestTotal");
        Objects.requireNonNull(read, "read");
        // Runs stored by an older version do not count these.
        check = Objects.requireNonNullElse(check, CheckCounts.NONE);
        verified = Objects.requireNonNullElse(verified, VerifyCounts.NONE);
        attempts = List.copyOf(attempts);
        snapshot = Objects.requireNonNullElse(snapshot, Optional.empty());
    }

    /** What a run is at: mostly a listing that it reads from its beginning to its end. */
    public enum Phase {
        /** All records of the host. */
        HOST,
        /** All documents of the target. */
        TARGET,
        /** All states of the sync. */
        STATE,
        /** Nothing is read; it is to be decided whether the nominations may be released. */
        GUARD,
        /** The run's own nominations, which are sent to the publisher. */
        RELEASE,
        /** Nothing is left to be read. */
        DONE
    }

    /**
     * From this page on, this claim counts.
     *
     * @param fromPage the first page of the claim
     * @param claim number of the claim within the run
     */
    public record Attempt(int fromPage, int claim) {}

    /** Whether a page written under this claim is one that counts. */
    public boolean counts(int ofPage, int claim) {
        int valid = -1;
        for (Attempt attempt : attempts) {
            if (attempt.fromPage() <= ofPage) {
                valid = attempt.claim();
            }
        }
        return valid == claim && ofPage < page;
    }

    /** The same progress, with its next pages written under this claim. */
    public Progress claimedBy(int claim) {
        if (!attempts.isEmpty() && attempts.get(attempts.size() - 1).claim() == claim) {
            return this;
        }
        List<Attempt> with = new ArrayList<>(attempts);
        with.removeIf(attempt -> attempt.fromPage() >= page);
        with.add(new Attempt(page, claim));
        return new Progress(
                phase, page, cursor, mark, lowestTotal, highestTotal, listed, read, check, verified, with, snapshot);
    }

    /**
     * The progress after one more page.
     *
     * @param size items of the page
     * @param next cursor of the page to come
     * @param total that the page announced
     * @param found what was found on it
     */
    public Progress after(int size, Optional<String> next, OptionalLong total, Tally found) {
        return new Progress(
                phase,
                page + 1,
                next,
                nextMark(),
                total.isPresent() ? lower(lowestTotal, total.getAsLong()) : lowestTotal,
                total.isPresent() ? higher(highestTotal, total.getAsLong()) : highestTotal,
                listed + size,
                read.plus(found.read()),
                check.plus(found.check()),
                verified.plus(found.verified()),
                attempts,
                snapshot);
    }

    /** The same progress, with this of a snapshot. */
    public Progress withSnapshot(Optional<SnapshotProgress> now) {
        return new Progress(
                phase, page, cursor, mark, lowestTotal, highestTotal, listed, read, check, verified, attempts, now);
    }

    /** The same counts, at the beginning of another phase. */
    public Progress inPhase(Phase next) {
        return new Progress(
                next,
                page,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                read,
                check,
                verified,
                attempts,
                snapshot);
    }

    /**
     * Whether as many items were listed as announced. A total may move while the listing is read, and what comes while it
     * grows is listed too: more than announced is no fault.
     */
    public boolean totalsAgree() {
        return lowestTotal.isEmpty() || listed >= lowestTotal.getAsLong();
    }

    /** Moves the mark at pages 1, 2, 4, 8 ...: finds every cycle in time and memory of its own length (Brent 1980). */
    private Optional<String> nextMark() {
        return Integer.bitCount(page + 1) == 1 ? cursor : mark;
    }

    private static OptionalLong lower(OptionalLong old, long news) {
        return OptionalLong.of(old.isEmpty() ? news : Math.min(old.getAsLong(), news));
    }

    private static OptionalLong higher(OptionalLong old, long news) {
        return OptionalLong.of(old.isEmpty() ? news : Math.max(old.getAsLong(), news));
    }
}
