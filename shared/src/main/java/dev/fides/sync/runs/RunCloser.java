package dev.fides.sync.runs;

import dev.fides.model.ConflictException;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.RunType;
import dev.fides.run.StoredRun;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Instants;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends runs whose reading is done and whose ledgers are settled, and sums up what came of them. */
public final class RunCloser {

    /** Mostly the first unsettled ledger is one that counts, and that is all that has to be known. */
    private static final int FEW = 2;

    /** Those that do not count are left by steps that lost their claim: as many in a row as a few crashes leave. */
    private static final int GROWTH = 16;

    /** Hears of a run that is about to end, so that another one can follow it. */
    @FunctionalInterface
    public interface Successor {

        /** May be called several times for one run. */
        void beforeEnd(Run ended);
    }

    private final RunStore runs;
    private final Clock clock;
    private final Successor successor;
    private final EngineListener listener;

    public RunCloser(RunStore runs, Clock clock, Successor successor, EngineListener listener) {
        this.runs = runs;
        this.successor = successor;
        this.clock = clock;
        this.listener = listener;
    }

    /** Ends the run if nothing is left to wait for; does nothing otherwise. */
    public void closeIfDone(String runId) {
        Optional<StoredRun> stored = runs.read(runId);
        if (stored.isEmpty() || !awaitsLedgers(stored.get().run())) {
            return;
        }
        Run run = stored.get().run();
        if (isAnyOpen(run)) {
            return;
        }
        OutcomeCounts outcomes = outcomes(run);
        try {
            if (run.status() == RunStatus.CANCELLED) {
                runs.replace(stored.get(), run.recounted(outcomes));
            } else {
                end(stored.get(), run.ended(status(run, outcomes), outcomes, Instants.now(clock)));
            }
        } catch (ConflictException e) {
            // Somebody else closed or cancelled it in between; nothing is left to do here.
            return;
        }
    }

    /** Called once for each ledger that is settled: so it must not read all the others. */
    private boolean isAnyOpen(Run run) {
        int limit = FEW;
        List<LedgerSummary> unsettled = runs.unsettled(run.id(), limit);
        while (unsettled.stream().noneMatch(ledger -> counts(run, ledger))) {
            if (unsettled.size() < limit) {
                return false;
            }
            limit *= GROWTH;
            unsettled = runs.unsettled(run.id(), limit);
        }
        return true;
    }

    /** A run that was cancelled is over at once, but what was under way is settled later. */
    private static boolean awaitsLedgers(Run run) {
        return run.status() == RunStatus.PUBLISHING
                || (run.status() == RunStatus.CANCELLED
                        && run.outcomes()
                                .filter(counts -> counts.of(Outcome.PENDING) > 0)
                                .isPresent());
    }

    private void end(StoredRun stored, Run ended) {
        // Before the end, which is the last chance to be called again: starting it twice does no harm.
        successor.beforeEnd(ended);
        runs.replace(stored, ended);
        listener.runEnded(ended);
    }

    /** What came of the changes of a run so far. */
    public OutcomeCounts outcomes(Run run) {
        Sum sum = new Sum();
        runs.eachLedger(run.id(), ledger -> {
            if (counts(run, ledger)) {
                sum.counts = sum.counts.plus(ledger.counts());
            }
        });
        return sum.counts.plus(notReleased(run, sum.counts.total()));
    }

    /** Nominations have ledgers only once they are released. */
    private static OutcomeCounts notReleased(Run run, long released) {
        long rest = run.type() == RunType.CLEAN_UP ? run.progress().check().nominated() - released : 0;
        return rest > 0 ? new OutcomeCounts(Map.of(fateOfNominations(run), rest)) : OutcomeCounts.NONE;
    }

    private static Outcome fateOfNominations(Run run) {
        if (run.status() == RunStatus.CANCELLED) {
            return Outcome.CANCELLED;
        }
        boolean mayComeYet =
                run.verdict().isEmpty() && (run.status().stepping() || run.status() == RunStatus.PUBLISHING);
        return mayComeYet ? Outcome.PENDING : Outcome.HELD;
    }

    private static boolean counts(Run run, LedgerSummary ledger) {
        return run.progress().counts(ledger.page(), ledger.claim());
    }

    private static RunStatus status(Run run, OutcomeCounts outcomes) {
        if (run.verdict().isPresent()) {
            return run.verdict().get();
        }
        boolean failures = outcomes.of(Outcome.FAILED) > 0
                || run.progress().read().invalid() > 0
                || run.progress().check().unreadable() > 0;
        return failures ? RunStatus.COMPLETED_WITH_FAILURES : RunStatus.COMPLETED;
    }

    private static final class Sum {
        private OutcomeCounts counts = OutcomeCounts.NONE;
    }
}
