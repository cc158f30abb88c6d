package dev.fides.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import dev.fides.model.ModelJson;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.resilience.ConnectionId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Circuits as documents {@code circuit:{sync}:{host or target}}. */
final class CircuitDocuments {

    /** More losers than this in a row mean that something else is wrong. */
    private static final int MAX_TRIES = 5;

    private final ControlStore store;
    private final Clock clock;
    private final JsonMapper mapper = ModelJson.mapper();

    CircuitDocuments(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    SharedCircuit read(ConnectionId connection) {
        return circuit(store.read(id(connection)));
    }

    /**
     * Changes a circuit, whatever others do to it at the same time.
     *
     * @return what is stored then
     */
    SharedCircuit change(ConnectionId connection, UnaryOperator<SharedCircuit> change) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<ControlDocument> before = store.read(id(connection));
            SharedCircuit present = circuit(before);
            SharedCircuit wanted = change.apply(present);
            if (wanted.equals(present) || save(connection, wanted, before)) {
                return wanted;
            }
        }
        throw new RetryableException(
                "others changed it " + MAX_TRIES + " times meanwhile: circuit " + connection, null);
    }

    private boolean save(ConnectionId connection, SharedCircuit circuit, Optional<ControlDocument> before) {
        ObjectNode content = mapper.valueToTree(circuit);
        content.put("type", "circuit").put("sync", connection.sync());
        return store.save(id(connection), content, before, Optional.empty()).isPresent();
    }

    private SharedCircuit circuit(Optional<ControlDocument> document) {
        if (document.isEmpty()) {
            return SharedCircuit.untouched(now());
        }
        try {
            return mapper.treeToValue(document.get().content(), SharedCircuit.class);
        } catch (JsonProcessingException e) {
            throw new PermanentException(
                    "a stored circuit cannot be read; delete the document "
                            + document.get().id(),
                    e);
        }
    }

    static String id(ConnectionId connection) {
        return "circuit:" + connection.sync() + ":" + connection.side().name().toLowerCase(Locale.ROOT);
    }
}
