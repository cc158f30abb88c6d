package dev.fides.run;

import dev.fides.model.RecordKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The keys of one change batch of a run, and one outcome for each.
 *
 * @param id unique within the run
 * @param page of the run's listing that the changes come from
 * @param claim of the run under which it was written
 * @param lane of the batch
 * @param outcomes in the order of the batch; {@link Outcome#PENDING} until settled
 * @param sentAt when its batch was sent last
 * @param resent whether its unsettled keys were already sent again
 */
public record Ledger(
        String runId,
        String id,
        int page,
        int claim,
        int lane,
        Map<RecordKey, Outcome> outcomes,
        Instant sentAt,
        boolean resent) {
    public Ledger {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sentAt, "sentAt");
        outcomes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }

    /** Whether every key has its outcome. */
    public boolean settled() {
        return outcomes.values().stream().allMatch(Outcome::settled);
    }

    /** The keys that have no outcome yet. */
    public List<RecordKey> pending() {
        List<RecordKey> keys = new ArrayList<>();
        outcomes.forEach((key, outcome) -> {
            if (!outcome.settled()) {
                keys.add(key);
            }
        });
        return keys;
    }

    public OutcomeCounts counts() {
        return OutcomeCounts.of(outcomes.values());
    }

    /** With these outcomes. The first outcome of a key stays: redelivery must count nothing twice. */
    public Ledger settledWith(Map<RecordKey, Outcome> news) {
        Map<RecordKey, Outcome> merged = new LinkedHashMap<>(outcomes);
        news.forEach((key, outcome) -> merged.computeIfPresent(key, (k, old) -> old.settled() ? old : outcome));
        return new Ledger(runId, id, page, claim, lane, merged, sentAt, resent);
    }

    /** Marked as sent once more. */
    public Ledger sentAgain(Instant now) {
        return new Ledger(runId, id, page, claim, lane, outcomes, now, true);
    }

    /** What is needed to sum up a run without its keys. */
    public LedgerSummary summary() {
        return new LedgerSummary(id, page, claim, lane, counts(), sentAt, resent);
    }
}
