package dev.fides.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What operators did: who, what, when. */
public final class Audit {

    /** A year and a month: last year's action can still be looked up in the yearly review. */
    public static final Duration KEPT_FOR = Duration.ofDays(400);

    private static final String PREFIX = "audit:";

    /** Instants count down in ids, so that the newest comes first in order of ids. */
    private static final long END_OF_TIME = 9_999_999_999_999L;

    /**
     * One action.
     *
     * @param who as far as the platform knows
     * @param what the action, such as {@code pause} or {@code approve}
     * @param on the sync, run, record or message that it was done to
     * @param details what else is worth knowing; may be empty
     */
    public record Entry(String who, String what, String on, String details, Instant at) {}

    private final ControlStore control;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param ids gives a new, unique text at every call */
    public Audit(ControlStore control, Supplier<String> ids, Clock clock) {
        this.control = control;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records an action; to be called before the action, so that no action is missing from the audit.
     *
     * @throws dev.fides.model.RetryableException when the store gives no answer; the action is not to be done then
     */
    public Entry note(String who, String what, String on, String details) {
        Entry entry = new Entry(who, what, on, details, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String id = PREFIX
                + String.format(Locale.ROOT, "%013d", END_OF_TIME - entry.at().toEpochMilli()) + "-" + ids.get();
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("type", "audit")
                .put("who", who)
                .put("what", what)
                .put("on", on)
                .put("details", details)
                .put("at", entry.at().toString());
        if (control.save(id, content, Optional.empty(), Optional.of(KEPT_FOR)).isEmpty()) {
            throw new IllegalStateException("an id was given twice: " + id);
        }
        return entry;
    }

    /** The last actions, newest first. */
    public List<Entry> last(int limit) {
        return control.list(PREFIX, limit).stream()
                .map(document -> entry(document.content()))
                .toList();
    }

    private static Entry entry(ObjectNode content) {
        return new Entry(
                content.path("who").asText(),
                content.path("what").asText(),
                content.path("on").asText(),
                content.path("details").asText(),
                Instant.parse(content.path("at").asText()));
    }
}
