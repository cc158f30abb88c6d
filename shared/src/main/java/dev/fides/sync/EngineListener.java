package dev.fides.sync;

import dev.fides.model.FidesException;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import java.time.Duration;

/** Hears what the engine does, for logs and metrics. Must be quick and must not throw. */
public interface EngineListener {

    /** Hears nothing. */
    EngineListener NONE = new EngineListener() {};

    /** A run is queued. */
    default void runQueued(Run run) {}

    /** A run ended, well or not. */
    default void runEnded(Run run) {}

    /** A page was read, compared and handed on. */
    default void pageDone(Run run, int page, ReadCounts counts, Duration took) {}

    /** A step failed and will be tried again, or the run with it was given up. */
    default void stepFailed(Run run, FidesException cause) {}

    /** A step stopped since somebody else has the run now. */
    default void claimLost(Run run) {}

    /** The supervisor found a step overdue. */
    default void stepOverdue(Run run) {}

    /** Publishing a batch met a fault that nobody foresaw; the batch is postponed. */
    default void batchFailed(ChangeDelivery delivery, RuntimeException cause) {}

    /** A batch was published, or postponed. */
    default void batchDone(ChangeDelivery delivery, PublishReport report, Duration took) {}

    /** A message with host events was taken in. */
    default void hostEvents(EventReceipt receipt) {}

    /** Parked records were sent to be tried again. */
    default void retriesSent(Sync sync, int count) {}

    /** A run failed too broadly and was stopped. */
    default void runStopped(Run run) {}
}
