package dev.fides.sync;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether and how imports use snapshots of what is confirmed.
 *
 * @param on whether they do; without, each record's state is read
 * @param margin what was written so long before a snapshot was begun is looked up too: by how much the clocks of the app and
 *     of the store may differ, and how old a read may be
 * @param checkOneIn one of so many records that are in the snapshot is compared with its state all the same
 */
public record SnapshotSettings(boolean on, Duration margin, int checkOneIn) {

    /**
     * A minute is twelve times what clocks may differ by; more would make an import look up what the one before published. A check of one in a thousand costs as much as a thousandth of what the snapshot
     * saves.
     */
    public static final SnapshotSettings DEFAULT = new SnapshotSettings(true, Duration.ofMinutes(1), 1_000);

    public SnapshotSettings {
        Objects.requireNonNull(margin, "margin");
        if (margin.isNegative()) {
            throw new IllegalArgumentException("margin of snapshots: expected 0 or more, found " + margin);
        }
        if (checkOneIn < 1) {
            throw new IllegalArgumentException("checkOneIn of snapshots: expected 1 or more, found " + checkOneIn);
        }
    }

    /** The same, switched on or off. */
    public SnapshotSettings switched(boolean use) {
        return new SnapshotSettings(use, margin, checkOneIn);
    }
}
