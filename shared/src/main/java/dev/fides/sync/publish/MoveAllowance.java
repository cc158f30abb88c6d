package dev.fides.sync.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.CleanUpRules;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.RetryableException;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import java.time.Duration;
import java.util.Optional;

/**
 * How many documents under old ids one run may delete, for all instances together: as many as the guard of a clean-up lets
 * pass. What was taken and not used is not given back: that errs on the safe side.
 */
public final class MoveAllowance {

    /** A percentage of a small sync would let nothing move; so few deletes do not empty a target. */
    private static final int AT_LEAST = 10;

    /** Longer than any run takes. */
    private static final Duration TIME_TO_LIVE = Duration.ofDays(7);

    /** Lanes of one run that move at the same moment; more losers than this in a row mean something else. */
    private static final int MAX_TRIES = 50;

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
     * @throws RetryableException when the store gives no answer
     */
    int take(Sync sync, String runId, int wanted) {
        String id = "moves:" + sync.name() + ":" + runId;
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id);
            int limit = before.map(document -> document.content().path("limit").asInt())
                    .orElseGet(() -> limit(sync));
            int taken = before.map(document -> document.content().path("taken").asInt())
                    .orElse(0);
            int granted = Math.max(0, Math.min(wanted, limit - taken));
            if (granted == 0) {
                return 0;
            }
            ObjectNode content = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "allowance")
                    .put("sync", sync.name())
                    .put("run", runId)
                    .put("limit", limit)
                    .put("taken", taken + granted);
            if (control.save(id, content, before, Optional.of(TIME_TO_LIVE)).isPresent()) {
                return granted;
            }
        }
        throw new RetryableException(
                "the allowance " + id + " was taken from " + MAX_TRIES + " times while it was being taken from", null);
    }

    private int limit(Sync sync) {
        CleanUpRules rules = sync.definition().cleanUp();
        long share = rules.maxDeletePercent() * states.count(sync.name()).published() / 100;
        return (int) Math.min(rules.maxDeletes(), Math.max(AT_LEAST, share));
    }
}
