package dev.fides.sync;

import dev.fides.bounds.LostThread;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.Tally;
import dev.fides.state.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Hears what the engine does, for logs and metrics. Must be quick and must not throw. */
public interface EngineListener {

    /** Hears nothing. */
    EngineListener NONE = new EngineListener() {};

    /** A run is queued. */
    default void runQueued(Run run) {}

    /** The guard holds the deletes of a clean-up. */
    default void runHeld(Run run) {}

    /** A run ended, well or not. */
    default void runEnded(Run run) {}

    /**
     * A step is about to be done, on this thread: a place for what must surround it.
     *
     * @param traceParent W3C trace context of whoever queued the step
     * @param step must be run once; what it throws must be let through
     */
    default void inStep(Run run, Optional<String> traceParent, Runnable step) {
        step.run();
    }

    /** A step came to its end, and with it perhaps the reading. */
    default void stepDone(Run run, Duration took) {}

    /** A page was read, compared and handed on. */
    default void pageDone(Run run, int page, Tally found, Duration took) {}

    /** Items of the host's listing cannot be taken as they are. */
    default void itemsInvalid(Run run, Problem problem) {}

    /** An import looked for records in the snapshot: those that are in it need no state to be read. */
    default void snapshotUsed(Run run, int known, int lookedUp) {}

    /** A snapshot says of a record what its state does not: it is thrown away. */
    default void snapshotWrong(Run run, RecordKey key) {}

    /** A step failed and will be tried again, or the run with it was given up. */
    default void stepFailed(Run run, FidesException cause) {}

    /** A step stopped because somebody else has the run now. */
    default void claimLost(Run run) {}

    /** The supervisor found a step overdue. */
    default void stepOverdue(Run run) {}

    /**
     * A batch is about to be published, on this thread: a place for what must surround it.
     *
     * @param publishing must be called once; what it gives must be given back, and what it throws let through
     */
    default PublishReport inBatch(ChangeDelivery delivery, Supplier<PublishReport> publishing) {
        return publishing.get();
    }

    /**
     * A record failed for good and is parked.
     *
     * @param runId the run it failed in; empty when it was an event or a request
     */
    default void recordParked(String sync, Optional<String> runId, RecordKey key, Failure failure) {}

    /** Publishing a batch failed with an unexpected fault; the batch is postponed. */
    default void batchFailed(ChangeDelivery delivery, Throwable cause) {}

    /** Work on a record could not be stopped: its thread is given up, and takes processor time until the app restarts. */
    default void threadLost(LostThread thread) {}

    /** A message with host events was taken in. */
    default void hostEvents(EventReceipt receipt) {}

    /** Parked records were sent to be tried again. */
    default void retriesSent(Sync sync, int count) {}

    /** A run failed too broadly and was stopped. */
    default void runStopped(Run run) {}

    /**
     * A batch was published, or postponed.
     *
     * @param run the run it belongs to, as far as it was read
     */
    default void batchDone(ChangeDelivery delivery, Optional<Run> run, PublishReport report, Duration took) {}

    /** How a sync stands, taken about once a minute. */
    default void pulse(Pulse pulse) {}
}
