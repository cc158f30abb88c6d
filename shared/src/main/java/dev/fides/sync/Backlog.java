package dev.fides.sync;

import dev.fides.model.ChangeBatch;
import dev.fides.run.LedgerSummary;
import dev.fides.run.Outcome;
import dev.fides.run.RunStore;

/** Changes that are queued and not yet published: imports wait while there are too many, so that no queue runs full. */
final class Backlog {

    private final RunStore runs;
    private final EngineSettings settings;

    Backlog(RunStore runs, EngineSettings settings) {
        this.runs = runs;
        this.settings = settings;
    }

    /** How many more changes may be queued; 0 or less when reading is to wait. */
    long room(Sync sync) {
        int ledgers = (int) Math.min(settings.maxBacklog() / ChangeBatch.MAX_CHANGES * 2 + 1, 10_000);
        long pending = runs.active(sync.name()).stream()
                .flatMap(stored -> runs.unsettled(stored.run().id(), ledgers).stream())
                .mapToLong(Backlog::pending)
                .sum();
        return settings.maxBacklog() - pending;
    }

    private static long pending(LedgerSummary ledger) {
        return ledger.counts().of(Outcome.PENDING);
    }
}
