package dev.fides.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** When imports and clean-ups start by themselves; without a schedule they start only on request. */
public record SyncSchedule(Optional<Schedule> imports, Optional<Schedule> cleanUps) {
    public SyncSchedule {
        requireNonNull(imports, "imports");
        requireNonNull(cleanUps, "cleanUps");
    }
}
