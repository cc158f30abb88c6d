package dev.fides.run;

import java.time.Instant;
import java.util.Objects;

/** A ledger without its keys. */
public record LedgerSummary(
        String id, int page, int claim, int lane, OutcomeCounts counts, Instant sentAt, boolean resent) {
    public LedgerSummary {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(sentAt, "sentAt");
    }

    public boolean settled() {
        return counts.of(Outcome.PENDING) == 0;
    }
}
