package dev.fides.state;

import java.util.Objects;
import java.util.Optional;

/**
 * How far a run is with snapshots; a step goes on from it.
 *
 * @param making the snapshot that it makes; empty when it makes none
 * @param missed records that were unchanged and not found in the snapshot that was there
 * @param drift by how many places its records were listed later than they are now; negative where others came in before
 */
public record SnapshotProgress(Optional<Snapshot> making, long missed, long drift) {

    /** Of a run that has not begun. */
    public static final SnapshotProgress NONE = new SnapshotProgress(Optional.empty(), 0, 0);

    public SnapshotProgress {
        Objects.requireNonNull(making, "making");
    }
}
