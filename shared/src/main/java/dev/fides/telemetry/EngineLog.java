package dev.fides.telemetry;

import dev.fides.bounds.LostThread;
import dev.fides.model.FidesException;
import dev.fides.model.LedgerRef;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Outcome;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.Tally;
import dev.fides.state.Failure;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.PublishReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each outcome that matters; the texts at the beginning are what queries look for. Neither bodies nor secrets
 * are logged.
 */
final class EngineLog implements EngineListener {

    private final Logger log = LoggerFactory.getLogger(EngineLog.class);

    @Override
    public void runQueued(Run run) {
        of(
                run,
                () -> log.info(
                        "run queued: {} of {}, wanted by {}", Names.word(run.type()), run.sync(), run.requestedBy()));
    }

    @Override
    public void runHeld(Run run) {
        of(run, () -> log.warn("run held: its deletes of {} wait for an approval", run.sync()));
    }

    @Override
    public void runStopped(Run run) {
        of(run, () -> log.warn("run stopped: too many records of {} fail for good", run.sync()));
    }

    @Override
    public void hostEvents(EventReceipt receipt) {
        receipt.rejected().forEach(reason -> log.warn("event rejected: {}", reason));
    }

    @Override
    public void runEnded(Run run) {
        of(run, () -> {
            String format = "run ended: {} of {}, {}; {}{}";
            Object[] arguments = {
                Names.word(run.type()),
                run.sync(),
                run.status(),
                Sums.of(run),
                run.error().map(error -> "; " + error).orElse("")
            };
            if (run.status() == RunStatus.FAILED) {
                log.error(format, arguments);
            } else if (run.status() == RunStatus.INCOMPLETE) {
                log.warn(format, arguments);
            } else {
                log.info(format, arguments);
            }
        });
    }

    @Override
    public void inStep(Run run, Optional<String> traceParent, Runnable step) {
        of(run, step);
    }

    @Override
    public void pageDone(Run run, int page, Tally found, Duration took) {
        log.debug("page done: {} in {} ms, {}", page, took.toMillis(), found);
    }

    /** Without the excerpt, which is the beginning of a body. */
    @Override
    public void itemsInvalid(Run run, Problem problem) {
        LogContext.with(
                run.sync(),
                Optional.of(run.id()),
                problem.key().map(RecordKey::value),
                () -> log.warn("listing invalid: page {}: {}", problem.page(), problem.reason()));
    }

    @Override
    public void snapshotWrong(Run run, RecordKey key) {
        LogContext.with(
                run.sync(),
                Optional.of(run.id()),
                Optional.of(key.value()),
                () -> log.error(
                        "snapshot wrong: it says of a record of {} what its state does not, although that was not written"
                                + " since; it is thrown away, and the next import reads every state",
                        run.sync()));
    }

    @Override
    public void stepFailed(Run run, FidesException cause) {
        of(run, () -> log.warn("step failed: step {} of {}", run.stepping().step(), run.sync(), cause));
    }

    @Override
    public void claimLost(Run run) {
        of(
                run,
                () -> log.info(
                        "claim lost: somebody else has step {} of {}",
                        run.stepping().step(),
                        run.sync()));
    }

    @Override
    public void stepOverdue(Run run) {
        of(run, () -> log.warn("step overdue: step {} of {}", run.stepping().step(), run.sync()));
    }

    @Override
    public PublishReport inBatch(ChangeDelivery delivery, Supplier<PublishReport> publishing) {
        return LogContext.with(delivery.batch().sync(), runOf(delivery), publishing);
    }

    @Override
    public void recordParked(String sync, Optional<String> runId, RecordKey key, Failure failure) {
        LogContext.with(
                sync,
                runId,
                Optional.of(key.value()),
                () -> log.warn(
                        "record parked: {} attempt {}, next {}: {}",
                        Names.word(failure.reason()),
                        failure.attempts(),
                        failure.nextRetryAt().map(Object::toString).orElse("on change or request"),
                        failure.message()));
    }

    @Override
    public void batchFailed(ChangeDelivery delivery, Throwable cause) {
        log.error("batch failed: message {} meets a fault of Fides itself", delivery.messageId(), cause);
    }

    @Override
    public void threadLost(LostThread thread) {
        LogContext.with(
                thread.owner(),
                Optional.empty(),
                Optional.of(thread.item()),
                () -> log.error(
                        "thread lost: the mapping of {} hangs on {} and cannot be stopped; it takes a processor until"
                                + " this instance restarts. Mend the mapping",
                        thread.owner(),
                        thread.item()));
    }

    @Override
    public void batchDone(ChangeDelivery delivery, Optional<Run> run, PublishReport report, Duration took) {
        if (!report.postponed().isEmpty()) {
            // By design when a service is down, which has a line of its own.
            log.info(
                    "batch postponed: {} of {} changes, {} times before: {}",
                    report.postponed().size(),
                    delivery.batch().changes().size(),
                    delivery.batch().postponed(),
                    report.why().orElse("no reason given"));
        }
        report.outcomes().forEach((key, outcome) -> settled(delivery, key, outcome));
    }

    private void settled(ChangeDelivery delivery, RecordKey key, Outcome outcome) {
        boolean seldom = outcome == Outcome.DELETED || outcome == Outcome.HELD;
        if (!seldom && !log.isDebugEnabled()) {
            return;
        }
        LogContext.with(delivery.batch().sync(), runOf(delivery), Optional.of(key.value()), () -> {
            if (seldom) {
                log.info(
                        "record {}: of {}",
                        Names.word(outcome),
                        delivery.batch().sync());
            } else {
                log.debug(
                        "record {}: of {}",
                        EngineMetrics.word(outcome),
                        delivery.batch().sync());
            }
        });
    }

    private static Optional<String> runOf(ChangeDelivery delivery) {
        return delivery.batch().ledger().map(LedgerRef::runId);
    }

    private static void of(Run run, Runnable work) {
        LogContext.with(run.sync(), Optional.of(run.id()), work);
    }
}
