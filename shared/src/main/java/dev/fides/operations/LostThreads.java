package dev.fides.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.bounds.LostThread;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.FidesException;
import dev.fides.sync.EngineListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Threads that hang, of all instances: whoever is asked for the health of the app is not the one that lost them. */
public final class LostThreads implements ExpendableThreads.Listener {

    private static final String PREFIX = "lost-thread:";

    /** An instance that lives longer than this with a lost thread has been reported often enough. */
    private static final Duration TIME_TO_LIVE = Duration.ofHours(12);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final int SHOWN = 20;

    private final ControlStore control;
    private final String instance;
    private final EngineListener listener;

    /** @param instance names this one among all */
    public LostThreads(ControlStore control, String instance, EngineListener listener) {
        this.control = control;
        this.instance = instance;
        this.listener = listener;
    }

    @Override
    public void lost(LostThread thread) {
        listener.threadLost(thread);
        save(thread, Optional.empty(), TIME_TO_LIVE);
    }

    @Override
    public void ended(LostThread thread) {
        try {
            control.read(id(thread)).ifPresent(stored -> save(thread, Optional.of(stored), AT_ONCE));
        } catch (FidesException e) {
            // It is shown for a while although it ended.
        }
    }

    private void save(LostThread thread, Optional<ControlDocument> before, Duration timeToLive) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("type", "lostThread")
                .put("sync", thread.owner())
                .put("key", thread.item())
                .put("since", thread.since().toString())
                .put("instance", instance);
        try {
            control.save(id(thread), content, before, Optional.of(timeToLive));
        } catch (FidesException e) {
            // The log has it; health will not show it.
        }
    }

    private String id(LostThread thread) {
        return PREFIX + instance + ":" + thread.since().toEpochMilli() + ":" + System.identityHashCode(thread);
    }

    /** Those known now, of all instances. */
    public List<LostThread> all() {
        return control.list(PREFIX, SHOWN).stream()
                .map(ControlDocument::content)
                .map(content -> new LostThread(
                        content.path("sync").asText(),
                        content.path("key").asText(),
                        Instant.parse(content.path("since").asText())))
                .toList();
    }
}
