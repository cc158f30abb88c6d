package dev.fides.sync.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.RetryableException;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * So many deletes on the word of events in every hour of the clock, for all instances together. The published records are
 * counted once an hour, when somebody takes from it for the first time, and kept with it. What was taken and not
 * used, because the target was down or the batch was delivered twice, is not given back: that errs on the safe side.
 */
public final class HourlyDeleteAllowance implements DeleteAllowance {

    /** Longer than the hour and any difference of clocks. */
    private static final Duration TIME_TO_LIVE = Duration.ofHours(3);

    /** Lanes of one sync that delete at the same moment; more losers than this in a row mean something else. */
    private static final int MAX_TRIES = 50;

    private final ControlStore control;
    private final SyncStateStore states;
    private final Clock clock;

    public HourlyDeleteAllowance(ControlStore control, SyncStateStore states, Clock clock) {
        this.control = control;
        this.states = states;
        this.clock = clock;
    }

    /** @throws RetryableException when the store gives no answer */
    @Override
    public int take(Sync sync, int wanted) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        String id = "allowance:" + sync.name() + ":" + hour;
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id);
            int taken = before.map(document -> document.content().path("taken").asInt())
                    .orElse(0);
            long published = before.map(document -> document.content().path("published"))
                    .filter(JsonNode::isIntegralNumber)
                    .map(JsonNode::asLong)
                    .orElseGet(() -> states.count(sync.name()).published());
            int limit = sync.definition().cleanUp().eventDeletesPerHour(published);
            int granted = Math.max(0, Math.min(wanted, limit - taken));
            if (granted == 0) {
                return 0;
            }
            ObjectNode content = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "allowance")
                    .put("sync", sync.name())
                    .put("hour", hour.toString())
                    .put("published", published)
                    .put("taken", taken + granted);
            if (control.save(id, content, before, Optional.of(TIME_TO_LIVE)).isPresent()) {
                return granted;
            }
        }
        throw new RetryableException(
                "the allowance " + id + " was taken from " + MAX_TRIES + " times while it was being taken from", null);
    }
}
