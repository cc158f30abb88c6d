package dev.fides.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Changes of one sync and one lane that travel as one queue message.
 *
 * @param sync the sync's name
 * @param lane 0 to partitions - 1
 * @param ledger where the outcomes go; empty for changes that belong to no run
 * @param changes 1 to {@value #MAX_CHANGES} changes
 * @param postponed how often these changes were tried in vain and sent again for later; 0 only for a batch sent for the
 *     first time
 * @param traceParent W3C trace context of the sender, so that one trace spans the queue
 */
public record ChangeBatch(
        String sync,
        int lane,
        Optional<LedgerRef> ledger,
        List<Change> changes,
        int postponed,
        Optional<String> traceParent) {

    /** Keeps a batch well below one minute of publishing, so that a killed publisher repeats little. */
    public static final int MAX_CHANGES = 100;

    public ChangeBatch {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(traceParent, "traceParent");
        changes = List.copyOf(changes);
        if (changes.isEmpty() || changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException(
                    "a change batch holds 1 to " + MAX_CHANGES + " changes, not " + changes.size() + ": sync " + sync);
        }
        if (lane < 0 || postponed < 0) {
            throw new IllegalArgumentException("lane " + lane + " and postponed " + postponed + " must be 0 or more");
        }
    }

    /**
     * The same changes after somebody may have begun them, nobody knows how far: that must not be forgotten when they are
     * sent again.
     */
    public ChangeBatch doubted() {
        List<Change> doubted = changes.stream().map(Change::doubted).toList();
        return new ChangeBatch(sync, lane, ledger, doubted, Math.max(postponed, 1), traceParent);
    }

    /** The same changes, sent again for later without having been tried, which does not count. */
    public ChangeBatch waiting() {
        return new ChangeBatch(sync, lane, ledger, changes, Math.max(postponed, 1), traceParent);
    }

    /** The same changes, or some of them, sent again for later. */
    public ChangeBatch postponed(List<Change> remaining) {
        return new ChangeBatch(sync, lane, ledger, remaining, postponed + 1, traceParent);
    }
}
