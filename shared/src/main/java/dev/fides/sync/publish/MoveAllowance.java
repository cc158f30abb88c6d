package dev.fides.sync.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.config.CleanUpRules;
import dev.fides.control.ControlStore;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import java.time.Duration;

/**
 * How many documents under old ids one run may delete, for all instances together: as many as the guard of a clean-up lets
 * pass.
 */
public final class MoveAllowance {

    /** A percentage of a small sync would let nothing move; so few deletes do not empty a target. */
    private static final int AT_LEAST = 10;

    /** Longer than any run takes. */
    private static final Duration TIME_TO_LIVE = Duration.ofDays(7);

    private final ControlStore control;
    private final SyncStateStore states;

    public MoveAllowance(ControlStore control, SyncStateStore states) {
        this.control = control;
        this.states = states;
    }

    /**
     * Takes up to so many deletes from the allowance of a run.
     *
     * @return how many were granted, 0 to {@code wanted}
     * @throws dev.fides.model.RetryableException when the store gives no answer
     */
    int take(Sync sync, String runId, int wanted) {
        SharedAllowance allowance = new SharedAllowance(
                control,
                "moves:" + sync.name() + ":" + runId,
                JsonNodeFactory.instance.objectNode().put("sync", sync.name()).put("run", runId),
                TIME_TO_LIVE);
        return allowance.take(wanted, "limit", () -> limit(sync), Math::toIntExact);
    }

    private long limit(Sync sync) {
        CleanUpRules rules = sync.definition().cleanUp();
        long share = rules.maxDeletePercent() * states.count(sync.name()).published() / 100;
        return Math.min(rules.maxDeletes(), Math.max(AT_LEAST, share));
    }
}
