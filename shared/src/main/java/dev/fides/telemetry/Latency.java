package dev.fides.telemetry;

import dev.fides.model.Change;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Outcome;
import dev.fides.sync.PublishReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a change took to reach the target. */
final class Latency {
    private Latency() {}

    /**
     * The time from an upsert's observation, or from a refresh's last queueing (its observation is the publisher's own),
     * to its confirmation; empty when the target confirmed nothing.
     */
    static Optional<Duration> of(Change change, ChangeDelivery delivery, PublishReport report, Instant now) {
        Outcome outcome = report.outcomes().get(change.key());
        if (outcome != Outcome.PUBLISHED && outcome != Outcome.DELETED) {
            return Optional.empty();
        }
        Instant since = change instanceof Change.Upsert upsert ? upsert.observedAt() : delivery.enqueuedAt();
        Duration time = Duration.between(since, now);
        return Optional.of(time.isNegative() ? Duration.ZERO : time);
    }

    /** The longest of a batch. */
    static Optional<Duration> longest(ChangeDelivery delivery, PublishReport report, Instant now) {
        return delivery.batch().changes().stream()
                .flatMap(change -> of(change, delivery, report, now).stream())
                .max(Duration::compareTo);
    }
}
