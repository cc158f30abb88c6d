package dev.fides.sync;

import dev.fides.model.ConflictException;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import java.time.Clock;
import java.util.Optional;

/** Ends runs whose reading is done and whose ledgers are settled, and sums up what came of them. */
public final class RunCloser {

    /** Some may be left by steps that lost their claim; more than so many would take as many crashes in one run. */
    private static final int MANY = 1000;

    private final RunStore runs;
    private final Clock clock;
    private final EngineListener listener;

    public RunCloser(RunStore runs, Clock clock, EngineListener listener) {
        this.runs = runs;
        this.clock = clock;
        this.listener = listener;
    }

    /** Ends the run if nothing is left to wait for; does nothing otherwise. */
    public void closeIfDone(String runId) {
        Optional<StoredRun> stored = runs.read(runId);
        if (stored.isEmpty() || stored.get().run().status() != RunStatus.PUBLISHING) {
            return;
        }
        Run run = stored.get().run();
        if (runs.unsettled(runId, MANY).stream().anyMatch(ledger -> counts(run, ledger))) {
            return;
        }
        OutcomeCounts outcomes = outcomes(run);
        try {
            Run ended = run.ended(status(run, outcomes), outcomes, Time.now(clock));
            runs.replace(stored.get(), ended);
            listener.runEnded(ended);
        } catch (ConflictException e) {
            // Somebody else closed or cancelled it in between; nothing is left to do here.
            return;
        }
    }

    /** What came of the changes of a run so far. */
    public OutcomeCounts outcomes(Run run) {
        Sum sum = new Sum();
        runs.eachLedger(run.id(), ledger -> {
            if (counts(run, ledger)) {
                sum.counts = sum.counts.plus(ledger.counts());
            }
        });
        return sum.counts;
    }

    private static boolean counts(Run run, LedgerSummary ledger) {
        return run.progress().counts(ledger.page(), ledger.claim());
    }

    private static RunStatus status(Run run, OutcomeCounts outcomes) {
        if (run.verdict().isPresent()) {
            return run.verdict().get();
        }
        boolean failures =
                outcomes.of(Outcome.FAILED) > 0 || run.progress().read().invalid() > 0;
        return failures ? RunStatus.COMPLETED_WITH_FAILURES : RunStatus.COMPLETED;
    }

    private static final class Sum {
        private OutcomeCounts counts = OutcomeCounts.NONE;
    }
}
