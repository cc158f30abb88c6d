package dev.fides.sync.publish;

import dev.fides.sync.Sync;

/** How many deletes may still be done on the word of events; what is over waits for the next clean-up. */
public interface DeleteAllowance {

    /**
     * Takes up to so many deletes from the allowance of this hour.
     *
     * @return how many were granted, 0 to {@code wanted}
     */
    int take(Sync sync, int wanted);
}
