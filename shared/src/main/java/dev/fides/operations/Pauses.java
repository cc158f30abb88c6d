package dev.fides.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.RetryableException;
import dev.fides.sync.Gate;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Syncs that an operator paused: they take no step and publish nothing until they are resumed; what is queued waits.
 *
 * <p>Every instance hears of a pause within {@link #HEARD_WITHIN}.
 */
public final class Pauses implements Gate {

    /** How long an answer of the store counts as current: the gate is asked for every batch and every step. */
    public static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    /** What is postponed comes back after this time: soon enough after a resume, seldom enough in a long pause. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final int MAX_TRIES = 5;

    /** Who paused a sync, and when. */
    public record Pause(String by, Instant since) {}

    private record Remembered(Optional<Pause> pause, Instant readAt) {}

    private final ControlStore control;
    private final Clock clock;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    public Pauses(ControlStore control, Clock clock) {
        this.control = control;
        this.clock = clock;
    }

    @Override
    public Optional<Closed> closed(Sync sync) {
        Instant now = now();
        Remembered known = remembered.get(sync.name());
        if (known == null || !known.readAt().plus(HEARD_WITHIN).isAfter(now)) {
            known = new Remembered(of(sync), now);
            remembered.put(sync.name(), known);
        }
        return known.pause().map(pause -> new Closed("paused by " + pause.by() + " at " + pause.since(), LOOK_AGAIN));
    }

    /** Who paused a sync, as the store says now; empty when it is not paused. */
    public Optional<Pause> of(Sync sync) {
        return control.read(id(sync)).flatMap(Pauses::pause);
    }

    /**
     * Pauses a sync; one that is paused already stays as it is.
     *
     * @return the pause that holds
     */
    public Pause pause(Sync sync, String by) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id(sync));
            Optional<Pause> present = before.flatMap(Pauses::pause);
            if (present.isPresent()) {
                return present.get();
            }
            Pause pause = new Pause(by, now());
            if (saved(sync, pause, true, before)) {
                return pause;
            }
        }
        throw contended(sync);
    }

    /**
     * Lets a sync go on.
     *
     * @return the pause that ended; empty when there was none
     */
    public Optional<Pause> resume(Sync sync, String by) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id(sync));
            Optional<Pause> present = before.flatMap(Pauses::pause);
            if (present.isEmpty() || saved(sync, new Pause(by, now()), false, before)) {
                return present;
            }
        }
        throw contended(sync);
    }

    private boolean saved(Sync sync, Pause pause, boolean paused, Optional<ControlDocument> before) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("type", "pause")
                .put("sync", sync.name())
                .put("paused", paused)
                .put("by", pause.by())
                .put("at", pause.since().toString());
        boolean saved =
                control.save(id(sync), content, before, Optional.empty()).isPresent();
        remembered.remove(sync.name());
        return saved;
    }

    private static Optional<Pause> pause(ControlDocument document) {
        ObjectNode content = document.content();
        return content.path("paused").asBoolean()
                ? Optional.of(new Pause(
                        content.path("by").asText(),
                        Instant.parse(content.path("at").asText())))
                : Optional.empty();
    }

    private static RetryableException contended(Sync sync) {
        return new RetryableException("others paused and resumed it at the same time: sync " + sync.name(), null);
    }

    private static String id(Sync sync) {
        return "pause:" + sync.name();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
