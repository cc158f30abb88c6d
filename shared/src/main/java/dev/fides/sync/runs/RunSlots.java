package dev.fides.sync.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.ConflictException;
import dev.fides.model.RetryableException;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunStore;
import dev.fides.run.StoredRun;
import dev.fides.sync.EngineListener;
import dev.fides.sync.Instants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Sees to it that runs that exclude each other do not overlap. */
final class RunSlots {

    /** Between taking a slot and creating its run lie two requests; after this time their sender must have died. */
    private static final Duration RESERVATION = Duration.ofMinutes(1);

    /** More losers than this in a row mean that something else is wrong. */
    private static final int MAX_TRIES = 5;

    private final ControlStore control;
    private final RunStore runs;
    private final Clock clock;
    private final EngineListener listener;

    RunSlots(ControlStore control, RunStore runs, Clock clock, EngineListener listener) {
        this.listener = listener;
        this.control = control;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Takes the slot for a run that is about to be created.
     *
     * @return the id of the run that has the slot: the given run's when it was free
     */
    String take(Run run) {
        String id = "slot:" + run.sync() + ":" + run.type().slot();
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id);
            if (before.isPresent() && isHeld(before.get())) {
                return before.get().content().path("runId").asText();
            }
            ObjectNode content = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "slot")
                    .put("sync", run.sync())
                    .put("runId", run.id())
                    .put("takenAt", Instants.now(clock).toString());
            if (control.save(id, content, before, Optional.empty()).isPresent()) {
                return run.id();
            }
        }
        throw new RetryableException(
                "the slot " + id + " changed hands " + MAX_TRIES + " times while it was being taken", null);
    }

    private boolean isHeld(ControlDocument slot) {
        Optional<StoredRun> holder = runs.read(slot.content().path("runId").asText());
        if (holder.isPresent()) {
            return !holder.get().run().status().ended() && !superseded(holder.get());
        }
        Instant takenAt = Instant.parse(slot.content().path("takenAt").asText());
        return takenAt.plus(RESERVATION).isAfter(Instants.now(clock));
    }

    /** A run that waits for approval makes way for a newer one, unless it is approved at this very moment. */
    private boolean superseded(StoredRun holder) {
        if (holder.run().status() != RunStatus.AWAITING_APPROVAL) {
            return false;
        }
        try {
            Run run = holder.run();
            OutcomeCounts held = new OutcomeCounts(
                    Map.of(Outcome.HELD, run.progress().check().nominated()));
            Run over = run.ended(RunStatus.SUPERSEDED, held, Instants.now(clock));
            runs.replace(holder, over);
            listener.runEnded(over);
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }
}
