package dev.fides.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.ModelJson;
import dev.fides.model.PermanentException;
import dev.fides.resilience.ConnectionId;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One connection's shares as a document {@code rate:{sync}:{host or target}}. */
final class RateDocuments {

    /** Who loses so often goes on with what it has, and comes back soon. */
    private static final int MAX_TRIES = 3;

    /** What nobody used for so long says nothing any more. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final ConnectionId connection;
    private final ControlStore store;
    private final JsonMapper mapper = ModelJson.mapper();

    RateDocuments(ConnectionId connection, ControlStore store) {
        this.connection = connection;
        this.store = store;
    }

    /** Changes the shares; empty when others were faster each time. */
    Optional<RateShares> change(UnaryOperator<RateShares> change) {
        String id = "rate:" + connection.sync() + ":" + connection.side().name().toLowerCase(Locale.ROOT);
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = store.read(id);
            RateShares wanted = change.apply(before.map(this::shares).orElseGet(RateShares::unused));
            ObjectNode content = mapper.valueToTree(wanted);
            content.put("type", "rate").put("sync", connection.sync());
            if (store.save(id, content, before, Optional.of(KEPT)).isPresent()) {
                return Optional.of(wanted);
            }
        }
        return Optional.empty();
    }

    private RateShares shares(ControlDocument document) {
        try {
            return mapper.treeToValue(document.content(), RateShares.class);
        } catch (JsonProcessingException e) {
            throw new PermanentException("stored shares cannot be read; delete the document " + document.id(), e);
        }
    }
}
