package dev.fides.sync.watch;

import dev.fides.config.Schedule;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunListing;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Instants;
import dev.fides.sync.Pulse;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports to the listener how each sync stands; called by the timers, after the supervisor. */
public final class Pulses {

    /** Beyond so many unsettled ledgers the exact number matters to nobody, and costs. */
    private static final int LEDGERS = 1000;

    /** Runs looked through for the last import that succeeded. */
    private static final int RUNS = 50;

    /** Mostly it is among the last few, and each one that is loaded costs, in each minute. */
    private static final int RUNS_AT_ONCE = 5;

    private static final int MOST_MISSED = 100;

    private static final Set<RunStatus> SUCCEEDED =
            EnumSet.of(RunStatus.COMPLETED, RunStatus.COMPLETED_WITH_FAILURES, RunStatus.PUBLISHING);

    private final Syncs syncs;
    private final RunStore runs;
    private final Clock clock;
    private final EngineListener listener;

    public Pulses(Syncs syncs, EnginePorts ports, Clock clock, EngineListener listener) {
        this.syncs = syncs;
        this.runs = ports.runs();
        this.clock = clock;
        this.listener = listener;
    }

    /** Takes the pulse of every sync. */
    public void tick() {
        syncs.all().forEach(sync -> listener.pulse(take(sync)));
    }

    private Pulse take(Sync sync) {
        Instant now = Instants.now(clock);
        List<Run> active = runs.active(sync.name()).stream().map(StoredRun::run).toList();
        List<LedgerSummary> open = active.stream()
                .flatMap(run -> runs.unsettled(run.id(), LEDGERS).stream()
                        .filter(ledger -> run.progress().counts(ledger.page(), ledger.claim())))
                .toList();
        return new Pulse(
                sync.name(),
                now,
                open.stream()
                        .mapToLong(ledger -> ledger.counts().of(Outcome.PENDING))
                        .sum(),
                open.stream().map(LedgerSummary::sentAt).min(Comparator.naturalOrder()),
                (int) active.stream()
                        .filter(run -> run.status() == RunStatus.AWAITING_APPROVAL)
                        .count(),
                sync.definition()
                        .schedule()
                        .imports()
                        .map(schedule -> missed(sync, schedule, active, now))
                        .orElse(0));
    }

    /** What the schedule asks for while an import is under way is not missed: that import may be long. */
    private int missed(Sync sync, Schedule schedule, List<Run> active, Instant now) {
        Instant until = active.stream()
                .filter(run -> run.type().imports())
                .map(Run::createdAt)
                .min(Comparator.naturalOrder())
                .orElse(now);
        int missed = 0;
        Optional<Instant> succeeded = lastSuccess(sync);
        if (succeeded.isPresent()) {
            for (Instant due = schedule.nextAfter(succeeded.get());
                    !due.isAfter(until) && missed < MOST_MISSED;
                    due = schedule.nextAfter(due)) {
                missed++;
            }
        }
        return missed;
    }

    /** When the last successful import was started; where none is known, the oldest import that is. */
    private Optional<Instant> lastSuccess(Sync sync) {
        Optional<Run> oldest = Optional.empty();
        Optional<String> cursor = Optional.empty();
        int looked = 0;
        do {
            RunListing page = runs.list(sync.name(), cursor, RUNS_AT_ONCE);
            for (Run run : page.runs()) {
                if (run.type().imports()) {
                    if (SUCCEEDED.contains(run.status()) && run.verdict().isEmpty()) {
                        return Optional.of(run.createdAt());
                    }
                    oldest = Optional.of(run);
                }
            }
            looked += page.runs().size();
            cursor = page.next();
        } while (cursor.isPresent() && looked < RUNS);
        return oldest.map(Run::createdAt);
    }
}
