package dev.fides.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a sync stands at one moment, as far as its stores can say cheaply.
 *
 * @param takenAt when the stores were asked
 * @param backlog changes of its runs that are not settled; counted up to a limit
 * @param backlogSince when the oldest batch with such changes was sent; empty without a backlog
 * @param awaitingApproval runs whose deletes the guard holds
 * @param missedImports times of the import schedule since the last import that succeeded was started
 */
public record Pulse(
        String sync,
        Instant takenAt,
        long backlog,
        Optional<Instant> backlogSince,
        int awaitingApproval,
        int missedImports) {
    public Pulse {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(takenAt, "takenAt");
        Objects.requireNonNull(backlogSince, "backlogSince");
    }
}
