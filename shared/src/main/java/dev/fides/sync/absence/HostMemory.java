package dev.fides.sync.absence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.RetryableException;
import dev.fides.run.Run;
import dev.fides.sync.Instants;
import dev.fides.sync.Sync;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What is remembered of a sync's host, in one document for all instances: whether it finds by key what it lists, and how
 * much its last complete listing had. It is written when that changes, not with every record.
 */
public final class HostMemory implements AbsenceTrust {

    private static final String GET = "get";
    private static final String FINDS = "FINDS";
    private static final String MISSES = "MISSES";
    private static final String WHY = "why";
    private static final String LISTED = "listed";

    /** Only the end of an import and a probe write it, a few times an hour: more losers in a row mean something else. */
    private static final int MAX_TRIES = 10;

    private final ControlStore control;
    private final Clock clock;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    public HostMemory(ControlStore control, Clock clock) {
        this.control = control;
        this.clock = clock;
    }

    @Override
    public Optional<String> doubt(Sync sync) {
        Optional<ObjectNode> known = control.read(id(sync)).map(ControlDocument::content);
        String get = known.map(content -> content.path(GET).asText()).orElse("");
        return switch (get) {
            case FINDS -> Optional.empty();
            case MISSES -> Optional.of(known.orElseThrow().path(WHY).asText());
            default ->
                Optional.of(
                        "the host has not yet found any record by its key (host.get), so that nobody knows whether it"
                                + " can; the next import finds out");
        };
    }

    @Override
    public void found(Sync sync) {
        if (!noted.contains(sync.name())) {
            update(sync, content -> {
                if (!content.has(GET)) {
                    content.put(GET, FINDS).put("since", Instants.now(clock).toString());
                }
            });
            noted.add(sync.name());
        }
    }

    /** The host found by key what it lists. */
    void proven(Sync sync, Run run) {
        update(sync, content -> {
            if (!content.path(GET).asText().equals(FINDS)) {
                judge(content, FINDS, run).remove(WHY);
            }
        });
    }

    /**
     * The host did not find by key what it lists.
     *
     * @param why what was asked and what came of it
     */
    void refuted(Sync sync, Run run, String why) {
        update(sync, content -> {
            if (!content.path(GET).asText().equals(MISSES)) {
                judge(content, MISSES, run).put(WHY, why);
            }
        });
    }

    /** How many items the last listing had that an import read to its end; empty when there was none. */
    public OptionalLong lastListing(Sync sync) {
        return control.read(id(sync))
                .map(document -> document.content().path(LISTED))
                .filter(listed -> listed.isIntegralNumber())
                .map(listed -> OptionalLong.of(listed.asLong()))
                .orElse(OptionalLong.empty());
    }

    /** Notes how many items a listing had that an import read to its end. */
    public void listed(Sync sync, long items) {
        update(sync, content -> {
            if (content.path(LISTED).asLong(-1) != items) {
                content.put(LISTED, items);
            }
        });
    }

    private ObjectNode judge(ObjectNode content, String get, Run run) {
        return content.put(GET, get)
                .put("since", Instants.now(clock).toString())
                .put("runId", run.id());
    }

    /** Nothing is written where nothing changes. */
    private void update(Sync sync, Consumer<ObjectNode> change) {
        String id = id(sync);
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = control.read(id);
            ObjectNode content = before.map(document -> document.content().deepCopy())
                    .orElseGet(() -> JsonNodeFactory.instance
                            .objectNode()
                            .put("type", "trust")
                            .put("sync", sync.name()));
            change.accept(content);
            boolean same = before.filter(document -> document.content().equals(content))
                    .isPresent();
            if (same || control.save(id, content, before, Optional.empty()).isPresent()) {
                return;
            }
        }
        throw new RetryableException(
                "what is known of the host, " + id + ", was written by others " + MAX_TRIES + " times: sync "
                        + sync.name(),
                null);
    }

    private static String id(Sync sync) {
        return "trust:" + sync.name();
    }
}
