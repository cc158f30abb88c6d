package dev.fides.telemetry;

import dev.fides.model.Change;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.Tally;
import dev.fides.state.Failure;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.PublishReport;
import dev.fides.sync.Pulse;
import dev.fides.sync.Sync;
import io.opentelemetry.api.common.Attributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts and measures what the engine does. */
final class EngineMetrics implements EngineListener {

    private final Instruments instruments;
    private final Gauges gauges;
    private final Clock clock;

    EngineMetrics(Instruments instruments, Gauges gauges, Clock clock) {
        this.instruments = instruments;
        this.gauges = gauges;
        this.clock = clock;
    }

    @Override
    public void runQueued(Run run) {
        instruments.runs.add(1, of(run, "queued"));
    }

    @Override
    public void runEnded(Run run) {
        Attributes attributes = of(run, Names.word(run.status()));
        instruments.runs.add(1, attributes);
        run.endedAt()
                .ifPresent(end -> instruments.runDuration.record(
                        Names.seconds(Duration.between(run.createdAt(), end)), attributes));
    }

    @Override
    public void inStep(Run run, Optional<String> traceParent, Runnable step) {
        if (run.stepping().step() == 0 && run.stepping().claim() == 1) {
            run.startedAt()
                    .ifPresent(start -> instruments.runLag.record(
                            Names.seconds(Duration.between(run.createdAt(), start)), of(run)));
        }
        step.run();
    }

    @Override
    public void stepDone(Run run, Duration took) {
        instruments.steps.add(1, of(run, "done"));
        instruments.stepDuration.record(Names.seconds(took), of(run));
    }

    @Override
    public void stepFailed(Run run, FidesException cause) {
        instruments.steps.add(1, of(run, "failed"));
    }

    @Override
    public void stepOverdue(Run run) {
        instruments.steps.add(1, of(run, "overdue"));
    }

    @Override
    public void claimLost(Run run) {
        instruments.steps.add(1, of(run, "claim-lost"));
    }

    @Override
    public void pageDone(Run run, int page, Tally found, Duration took) {
        instruments.pageDuration.record(Names.seconds(took), of(run));
        ReadCounts counts = found.read();
        read(run, "unchanged", counts.unchanged());
        read(run, "changed", counts.changed());
        read(run, "filtered", counts.filtered());
        read(run, "parked", counts.parked());
        read(run, "invalid", counts.invalid());
        checked(run, "present", found.check().present());
        checked(run, "nominated", found.check().nominated());
        checked(run, "foreign", found.check().foreign());
        checked(run, "unreadable", found.check().unreadable());
    }

    @Override
    public void snapshotUsed(Run run, int known, int lookedUp) {
        snapshot(run, "known", known);
        snapshot(run, "looked-up", lookedUp);
    }

    private void snapshot(Run run, String outcome, int count) {
        if (count > 0) {
            instruments.snapshotRecords.add(count, of(run, outcome));
        }
    }

    @Override
    public void snapshotWrong(Run run, RecordKey key) {
        snapshot(run, "wrong", 1);
    }

    private void read(Run run, String outcome, long count) {
        if (count > 0) {
            instruments.recordsRead.add(count, of(run, outcome));
        }
    }

    private void checked(Run run, String outcome, long count) {
        if (count > 0) {
            instruments.recordsChecked.add(count, of(run, outcome));
        }
    }

    @Override
    public void runHeld(Run run) {
        instruments.runs.add(1, of(run, "awaiting-approval"));
    }

    @Override
    public void hostEvents(EventReceipt receipt) {
        events("accepted", receipt.accepted());
        events("ignored", receipt.ignored());
        events("rejected", receipt.rejected().size());
    }

    private void events(String outcome, long count) {
        if (count > 0) {
            instruments.events.add(count, Attributes.of(Names.OUTCOME, outcome));
        }
    }

    @Override
    public void retriesSent(Sync sync, int count) {
        instruments.retries.add(count, Attributes.of(Names.SYNC, sync.name()));
    }

    @Override
    public void recordParked(String sync, Optional<String> runId, RecordKey key, Failure failure) {
        instruments.recordsParked.add(
                1,
                Attributes.of(
                        Names.SYNC,
                        sync,
                        Names.REASON,
                        Names.word(failure.reason()),
                        Names.ATTEMPT,
                        failure.attempts() == 1 ? "first" : "again"));
    }

    @Override
    public void batchDone(ChangeDelivery delivery, Optional<Run> run, PublishReport report, Duration took) {
        String sync = delivery.batch().sync();
        String runType = Names.runType(run);
        OutcomeCounts.of(report.outcomes().values()).counts().forEach((outcome, count) -> {
            if (count > 0) {
                changes(sync, runType, word(outcome), count);
            }
        });
        if (!report.postponed().isEmpty()) {
            changes(sync, runType, "postponed", report.postponed().size());
        }
        instruments.batchDuration.record(
                Names.seconds(took),
                Attributes.of(
                        Names.SYNC,
                        sync,
                        Names.RUN_TYPE,
                        runType,
                        Names.OUTCOME,
                        BatchOutcome.of(report).word()));
        latency(delivery, runType, report);
    }

    private void changes(String sync, String runType, String outcome, long count) {
        instruments.changes.add(
                count, Attributes.of(Names.SYNC, sync, Names.RUN_TYPE, runType, Names.OUTCOME, outcome));
    }

    private void latency(ChangeDelivery delivery, String runType, PublishReport report) {
        Instant now = clock.instant();
        for (Change change : delivery.batch().changes()) {
            Latency.of(change, delivery, report, now)
                    .ifPresent(time -> instruments.changeLatency.record(
                            Names.seconds(time),
                            Attributes.of(
                                    Names.SYNC,
                                    delivery.batch().sync(),
                                    Names.RUN_TYPE,
                                    runType,
                                    Names.CHANGE,
                                    change instanceof Change.Upsert ? "upsert" : "refresh")));
        }
    }

    @Override
    public void pulse(Pulse pulse) {
        gauges.set(pulse);
    }

    /** A change that failed for good left its record parked, and that is how operators speak of it. */
    static String word(Outcome outcome) {
        return outcome == Outcome.FAILED ? "parked" : Names.word(outcome);
    }

    private static Attributes of(Run run) {
        return Attributes.of(Names.SYNC, run.sync(), Names.RUN_TYPE, Names.word(run.type()));
    }

    private static Attributes of(Run run, String outcome) {
        return Attributes.of(Names.SYNC, run.sync(), Names.RUN_TYPE, Names.word(run.type()), Names.OUTCOME, outcome);
    }
}
