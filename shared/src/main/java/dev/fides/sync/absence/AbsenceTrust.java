package dev.fides.sync.absence;

import dev.fides.sync.Sync;
import java.util.Optional;

/**
 * Whether "no such record" of a sync's host may be believed: only a host that finds by key what it lists has shown that a
 * record which it does not find is gone.
 */
public interface AbsenceTrust {

    /**
     * Why absences of this sync count for nothing; empty when they count.
     *
     * @throws dev.fides.model.RetryableException when nobody can tell
     */
    Optional<String> doubt(Sync sync);

    /**
     * Notes that the host found a record by its key. That is enough where nothing was known, but does not outweigh a listed
     * record that it did not find.
     */
    void found(Sync sync);
}
