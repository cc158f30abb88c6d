package dev.fides.sync;

import java.time.Duration;
import java.util.Optional;

/** Whether a sync may publish and step now: an operator may have paused it, a circuit may be open. */
public interface Gate {

    /** Why a sync may do nothing now. */
    record Closed(String why, Duration lasts) {}

    /** Empty when the sync may go on. */
    Optional<Closed> closed(Sync sync);
}
