package dev.fides.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Which states of a sync are listed. */
public sealed interface StateFilter {

    /** Those whose document the target holds. */
    record Published() implements StateFilter {}

    /** Those of whose documents the target may hold any: published ones, and ones that are left under other ids. */
    record Held() implements StateFilter {}

    /** Those that are parked, all or for one reason. */
    record Parked(Optional<FailureReason> reason) implements StateFilter {
        public Parked {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Those that are parked and to be tried again by now. */
    record Due(Instant now) implements StateFilter {
        public Due {
            Objects.requireNonNull(now, "now");
        }
    }
}
