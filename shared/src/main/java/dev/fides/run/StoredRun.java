package dev.fides.run;

import java.util.Objects;

/**
 * A run with the version under which it is stored.
 *
 * @param etag opaque
 */
public record StoredRun(Run run, String etag) {
    public StoredRun {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(etag, "etag");
    }
}
