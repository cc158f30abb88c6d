package dev.fides.run;

import java.util.Objects;

/**
 * A ledger with the version under which it is stored.
 *
 * @param etag opaque
 */
public record StoredLedger(Ledger ledger, String etag) {
    public StoredLedger {
        Objects.requireNonNull(ledger, "ledger");
        Objects.requireNonNull(etag, "etag");
    }
}
