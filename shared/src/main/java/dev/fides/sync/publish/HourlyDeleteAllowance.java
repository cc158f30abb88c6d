package dev.fides.sync.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.control.ControlStore;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * So many deletes on the word of events in every hour of the clock, for all instances together. The published records are
 * counted once an hour, when somebody takes from it for the first time, and kept with it.
 */
public final class HourlyDeleteAllowance implements DeleteAllowance {

    /** Longer than the hour and any difference of clocks. */
    private static final Duration TIME_TO_LIVE = Duration.ofHours(3);

    private final ControlStore control;
    private final SyncStateStore states;
    private final Clock clock;

    public HourlyDeleteAllowance(ControlStore control, SyncStateStore states, Clock clock) {
        this.control = control;
        this.states = states;
        this.clock = clock;
    }

    /** @throws dev.fides.model.RetryableException when the store gives no answer */
    @Override
    public int take(Sync sync, int wanted) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        SharedAllowance allowance = new SharedAllowance(
                control,
                "allowance:" + sync.name() + ":" + hour,
                JsonNodeFactory.instance.objectNode().put("sync", sync.name()).put("hour", hour.toString()),
                TIME_TO_LIVE);
        return allowance.take(
                wanted,
                "published",
                () -> states.count(sync.name()).published(),
                sync.definition().cleanUp()::eventDeletesPerHour);
    }
}
