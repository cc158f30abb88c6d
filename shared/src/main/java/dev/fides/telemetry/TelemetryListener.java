package dev.fides.telemetry;

import dev.fides.bounds.LostThread;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.Tally;
import dev.fides.state.Failure;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.PublishReport;
import dev.fides.sync.Pulse;
import dev.fides.sync.Sync;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Passes on what the engine reports to tracing, metrics and logs; spans and log context surround the others. */
final class TelemetryListener implements EngineListener {

    private final List<EngineListener> listeners;

    /** @param listeners outermost first */
    TelemetryListener(List<EngineListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void runQueued(Run run) {
        tell(listener -> listener.runQueued(run));
    }

    @Override
    public void runHeld(Run run) {
        tell(listener -> listener.runHeld(run));
    }

    @Override
    public void runStopped(Run run) {
        tell(listener -> listener.runStopped(run));
    }

    @Override
    public void hostEvents(EventReceipt receipt) {
        tell(listener -> listener.hostEvents(receipt));
    }

    @Override
    public void retriesSent(Sync sync, int count) {
        tell(listener -> listener.retriesSent(sync, count));
    }

    @Override
    public void runEnded(Run run) {
        tell(listener -> listener.runEnded(run));
    }

    @Override
    public void inStep(Run run, Optional<String> traceParent, Runnable step) {
        Runnable work = step;
        for (int i = listeners.size() - 1; i >= 0; i--) {
            EngineListener listener = listeners.get(i);
            Runnable inner = work;
            work = () -> listener.inStep(run, traceParent, inner);
        }
        work.run();
    }

    @Override
    public void stepDone(Run run, Duration took) {
        tell(listener -> listener.stepDone(run, took));
    }

    @Override
    public void pageDone(Run run, int page, Tally found, Duration took) {
        tell(listener -> listener.pageDone(run, page, found, took));
    }

    @Override
    public void itemsInvalid(Run run, Problem problem) {
        tell(listener -> listener.itemsInvalid(run, problem));
    }

    @Override
    public void snapshotUsed(Run run, int known, int lookedUp) {
        tell(listener -> listener.snapshotUsed(run, known, lookedUp));
    }

    @Override
    public void snapshotWrong(Run run, RecordKey key) {
        tell(listener -> listener.snapshotWrong(run, key));
    }

    @Override
    public void stepFailed(Run run, FidesException cause) {
        tell(listener -> listener.stepFailed(run, cause));
    }

    @Override
    public void claimLost(Run run) {
        tell(listener -> listener.claimLost(run));
    }

    @Override
    public void stepOverdue(Run run) {
        tell(listener -> listener.stepOverdue(run));
    }

    @Override
    public PublishReport inBatch(ChangeDelivery delivery, Supplier<PublishReport> publishing) {
        Supplier<PublishReport> work = publishing;
        for (int i = listeners.size() - 1; i >= 0; i--) {
            EngineListener listener = listeners.get(i);
            Supplier<PublishReport> inner = work;
            work = () -> listener.inBatch(delivery, inner);
        }
        return work.get();
    }

    @Override
    public void recordParked(String sync, Optional<String> runId, RecordKey key, Failure failure) {
        tell(listener -> listener.recordParked(sync, runId, key, failure));
    }

    @Override
    public void batchFailed(ChangeDelivery delivery, Throwable cause) {
        tell(listener -> listener.batchFailed(delivery, cause));
    }

    @Override
    public void threadLost(LostThread thread) {
        tell(listener -> listener.threadLost(thread));
    }

    @Override
    public void batchDone(ChangeDelivery delivery, Optional<Run> run, PublishReport report, Duration took) {
        tell(listener -> listener.batchDone(delivery, run, report, took));
    }

    @Override
    public void pulse(Pulse pulse) {
        tell(listener -> listener.pulse(pulse));
    }

    private void tell(Consumer<EngineListener> what) {
        listeners.forEach(what);
    }
}
