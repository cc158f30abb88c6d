package dev.fides.model;

import java.util.Objects;

/**
 * Where the outcomes of a batch are written down.
 *
 * @param runId the run that the batch belongs to
 * @param ledgerId unique within the run
 */
public record LedgerRef(String runId, String ledgerId) {
    public LedgerRef {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(ledgerId, "ledgerId");
    }
}
