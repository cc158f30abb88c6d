package dev.fides.config;

import static java.util.Objects.requireNonNull;

import dev.fides.config.service.Resilience;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.Writes;
import java.time.Duration;

/**
 * The service that is kept in step.
 *
 * @param kind what kind of service it is, with what only that kind has
 * @param timeout of one call, connecting and reading together
 */
public record TargetDefinition(TargetKind kind, TargetIds ids, Duration timeout, Resilience resilience) {
    public TargetDefinition {
        requireNonNull(kind, "kind");
        requireNonNull(ids, "ids");
        requireNonNull(timeout, "timeout");
        requireNonNull(resilience, "resilience");
        if (ids instanceof TargetIds.AssignedByTarget && kind instanceof TargetKind.Rest rest) {
            if (rest.writes() instanceof Writes.Upsert) {
                throw new IllegalArgumentException("a target that assigns ids is written with create and update");
            }
            if (rest.find().isEmpty()) {
                throw new IllegalArgumentException("a target that assigns ids must find them by keys");
            }
        }
    }

    /** Whether members that a document lost are sent as null. A class of the user's writes whole documents. */
    public boolean clearsAbsentMembers() {
        return kind.match(TargetKind.Rest::clearsAbsentMembers, own -> false);
    }
}
