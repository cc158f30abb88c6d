package dev.fides.sync.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.Schedule;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.sync.AttemptAll;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import dev.fides.sync.Syncs;
import dev.fides.sync.runs.RunStarter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts the runs that are due: each fire time once, however many instances tick, and a missed one at the next tick.
 *
 * <p>A sync that is seen for the first time waits for its next fire time.
 */
public final class Scheduler {

    /** Who claimed a fire time and did not start its run within this time has died. */
    private static final Duration CLAIM = Duration.ofSeconds(50);

    private final Syncs syncs;
    private final RunStarter starter;
    private final ControlStore control;
    private final Clock clock;

    public Scheduler(Syncs syncs, RunStarter starter, ControlStore control, Clock clock) {
        this.syncs = syncs;
        this.starter = starter;
        this.control = control;
        this.clock = clock;
    }

    /** Starts what is due of this type in every sync. */
    public void tick(RunType type) {
        var thorough = new AttemptAll();
        for (Sync sync : syncs.all()) {
            thorough.attempt(() -> schedule(sync, type).ifPresent(schedule -> tick(sync, type, schedule)));
        }
        thorough.finish();
    }

    private static Optional<Schedule> schedule(Sync sync, RunType type) {
        return switch (type) {
            case IMPORT -> sync.definition().schedule().imports();
            case CLEAN_UP -> sync.definition().schedule().cleanUps();
            case REIMPORT, PLAN, VERIFY -> Optional.empty();
        };
    }

    private void tick(Sync sync, RunType type, Schedule schedule) {
        Instant now = Instants.now(clock);
        Instant due = schedule.lastFireAtOrBefore(now);
        String id = "schedule:" + sync.name() + ":" + type.slot();
        Optional<ControlDocument> before = control.read(id);
        if (before.isEmpty()) {
            control.save(id, started(sync, due), before, Optional.empty());
            return;
        }
        ObjectNode content = before.get().content();
        boolean claimed = content.has("claimedAt")
                && Instant.parse(content.path("claimedAt").asText()).plus(CLAIM).isAfter(now);
        if (claimed || !due.isAfter(Instant.parse(content.path("lastStart").asText()))) {
            return;
        }
        ObjectNode claim = content.deepCopy().put("claimedAt", now.toString());
        Optional<ControlDocument> won = control.save(id, claim, before, Optional.empty());
        // While an earlier run has the slot, the fire time stays due and a later tick tries again.
        if (won.isPresent()
                && starter.start(sync, type, "schedule", RunOptions.DEFAULT) instanceof RunStarter.Start.Started) {
            control.save(id, started(sync, due), won, Optional.empty());
        }
    }

    private static ObjectNode started(Sync sync, Instant fireTime) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "schedule")
                .put("sync", sync.name())
                .put("lastStart", fireTime.toString());
    }
}
