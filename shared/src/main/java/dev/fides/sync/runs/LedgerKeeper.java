package dev.fides.sync.runs;

import dev.fides.model.ConflictException;
import dev.fides.model.LedgerRef;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.run.Ledger;
import dev.fides.run.Outcome;
import dev.fides.run.RunStore;
import dev.fides.run.StoredLedger;
import java.util.Map;
import java.util.Optional;

/** Writes outcomes into ledgers, and ends the run when its last ledger is settled. */
public final class LedgerKeeper {

    /** Writers of one ledger are the deliveries of one batch: seldom more than two at once. */
    private static final int MAX_TRIES = 10;

    private final RunStore runs;
    private final RunCloser closer;

    public LedgerKeeper(RunStore runs, RunCloser closer) {
        this.runs = runs;
        this.closer = closer;
    }

    /** Notes outcomes; keys that have one keep it. A ledger that no longer exists is left alone. */
    public void settle(LedgerRef ref, Map<RecordKey, Outcome> outcomes) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<StoredLedger> stored = runs.ledger(ref.runId(), ref.ledgerId());
            if (stored.isEmpty()) {
                return;
            }
            Ledger before = stored.get().ledger();
            Ledger after = before.settledWith(outcomes);
            if (!after.equals(before) && !replaced(stored.get(), after)) {
                continue;
            }
            if (after.settled()) {
                closer.closeIfDone(ref.runId());
            }
            return;
        }
        throw new RetryableException(
                "the ledger " + ref.ledgerId() + " was written by others " + MAX_TRIES + " times: run " + ref.runId(),
                null);
    }

    private boolean replaced(StoredLedger expected, Ledger ledger) {
        try {
            runs.replace(expected, ledger);
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }
}
