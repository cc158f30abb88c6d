package dev.fides.state;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps snapshots beside the states that they are of, so that both are lost, restored and removed together. A snapshot is a
 * cache: what is missing of it costs the reading of states.
 *
 * <p>Everything vanishes by itself after {@link SnapshotStore#KEPT_HOURS} hours. Calls that get no answer throw
 * {@link dev.fides.model.RetryableException}.
 */
public interface SnapshotStore {

    /**
     * Two days: a nightly import still finds the snapshot of the night before, and what is replaced does not pile up. It must be
     * far less than a tombstone lives, because a state that was deleted and has vanished is no longer listed as written.
     */
    int KEPT_HOURS = 48;

    /** The snapshot that imports use. */
    Optional<Snapshot> current(String sync);

    /** Makes a snapshot the one that imports use, whatever was used before. */
    void makeCurrent(Snapshot snapshot);

    /**
     * Stores a chunk; one that is there under this id is replaced.
     *
     * @param entries its content
     */
    void putChunk(Snapshot.ChunkId id, byte[] entries);

    /** The content of these chunks; those that are not there are missing. */
    Map<Snapshot.ChunkId, byte[]> chunks(Collection<Snapshot.ChunkId> ids);

    /**
     * Removes what is stored of a sync's snapshots. The current one goes first, so that nobody uses what is left.
     *
     * @param limit the most documents that are removed
     * @return how many were; 0 only when none was left
     */
    int remove(String sync, int limit);
}
