package dev.fides.state;

import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the sync states. Calls that get no answer throw {@link dev.fides.model.RetryableException}.
 */
public interface SyncStateStore {

    /** The states of these keys, in as few requests as possible; keys without a state are missing in the answer. */
    Map<RecordKey, StoredState> read(String sync, Collection<RecordKey> keys);

    /**
     * Stores states, each only if what is stored is what was expected. A tombstone gets the store's time to live.
     *
     * <p>A conflict or an unknown outcome is resolved by reading again: the write's own {@code writeId} means success.
     *
     * @param writes at most one for a key
     * @return one result for each write, in the same order
     */
    List<SaveResult> save(List<StateWrite> writes);

    /**
     * A page of the states of a sync, in an order of the store's.
     *
     * @throws dev.fides.model.InvalidCursorException when the cursor is none of this store
     */
    StatePage list(String sync, StateFilter filter, Optional<String> cursor, int limit);

    /**
     * Hands over the key of every state that was written at this time or later, by the store's clock and in its whole seconds.
     * What was removed, or has vanished, is not told.
     *
     * @param limit more than so many are not handed over
     * @return whether all were; when there are more than {@code limit}, some may have been
     */
    boolean eachWrittenSince(String sync, Instant since, int limit, Consumer<RecordKey> to);

    /** How many states a sync has, by condition. */
    StateCounts count(String sync);

    /**
     * Removes states of a sync, whatever they say and whoever writes them meanwhile.
     *
     * @param limit the most that are removed
     * @return how many were; 0 only when none was left
     */
    int remove(String sync, int limit);
}
