package dev.fides.sync.steps;

import dev.fides.run.LedgerSummary;
import dev.fides.run.Outcome;
import dev.fides.run.RunStore;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Sync;
import java.util.List;

/** Changes that are queued and not yet published: imports wait while there are too many, so that no queue runs full. */
final class Backlog {

    /** Pages that are spread over many lanes make batches of about this size. */
    private static final int SMALL_BATCH = 10;

    private static final int FEW = 1000;

    private final RunStore runs;
    private final EngineSettings settings;

    Backlog(RunStore runs, EngineSettings settings) {
        this.runs = runs;
        this.settings = settings;
    }

    /** How many more changes may be queued; 0 or less when reading is to wait. */
    long room(Sync sync) {
        int enough = (int) Math.min(Integer.MAX_VALUE, Math.max(FEW, settings.maxBacklog() / SMALL_BATCH));
        List<LedgerSummary> unsettled = runs.active(sync.name()).stream()
                .flatMap(stored -> runs.unsettled(stored.run().id(), enough).stream()
                        // What did not count was done again: an outage of the queue leaves some with each attempt.
                        .filter(ledger -> stored.run().progress().counts(ledger.page(), ledger.claim())))
                .toList();
        // There may be more than were asked for.
        return unsettled.size() >= enough
                ? 0
                : settings.maxBacklog()
                        - unsettled.stream().mapToLong(Backlog::pending).sum();
    }

    private static long pending(LedgerSummary ledger) {
        return ledger.counts().of(Outcome.PENDING);
    }
}
