package dev.fides.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.engine.Engine;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import dev.fides.limits.SharedCircuit;
import dev.fides.limits.SharedCircuit.Mode;
import dev.fides.limits.SharedCircuits;
import dev.fides.operations.Audit;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.sync.Sync;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether hosts and targets are called at present, and deciding it. */
public final class CircuitsApi {

    private final Engine engine;
    private final SharedCircuits circuits;
    private final Audit audit;

    public CircuitsApi(Engine engine, SharedCircuits circuits, Audit audit) {
        this.audit = audit;
        this.engine = engine;
        this.circuits = circuits;
    }

    /** Does what {@code {"state":"open"}}, {@code "closed"} or {@code "auto"} asks for. */
    public Answer force(String syncName, String sideName, HttpCall call) {
        Sync sync = SyncsApi.sync(engine, syncName);
        Side side = named(Side.values(), sideName)
                .orElseThrow(() -> ProblemException.notFound(
                        "there is no circuit named " + sideName + "; each sync has host and target"));
        JsonNode state = call.body().path("state");
        Mode mode = named(Mode.values(), state.asText())
                .filter(known -> state.isTextual())
                .orElseThrow(() -> ProblemException.badRequest(
                        "the member state: expected \"open\", \"closed\" or \"auto\", found " + state));
        audit.note(call.caller(), "circuit " + lower(mode), syncName, sideName);
        return Answer.ok(view(circuits.force(new ConnectionId(sync.name(), side), mode, call.caller())));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Stream.of(values).filter(value -> lower(value).equals(name)).findFirst();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The names of all open circuits, such as {@code cities/target}; without reasons, because anybody may read it. */
    ArrayNode open() {
        ArrayNode open = Views.object().arrayNode();
        for (Sync sync : engine.syncs().all()) {
            Stream.of(Side.values())
                    .map(side -> new ConnectionId(sync.name(), side))
                    .filter(connection -> circuits.circuit(connection).holdsBack())
                    .forEach(connection -> open.add(connection.toString()));
        }
        return open;
    }

    /** The circuits of a sync, as this instance knows them. */
    ObjectNode view(Sync sync) {
        ObjectNode view = Views.object();
        for (Side side : Side.values()) {
            ConnectionId connection = new ConnectionId(sync.name(), side);
            ObjectNode circuit = view(circuits.circuit(connection));
            circuits.pause(connection)
                    .ifPresent(pause -> circuit.put("waitsUntil", pause.until().toString())
                            .put("why", circuits.reason(connection)));
            view.set(lower(side), circuit);
        }
        return view;
    }

    private static ObjectNode view(SharedCircuit circuit) {
        ObjectNode view = Views.object()
                .put("state", circuit.holdsBack() ? "open" : "closed")
                .put("mode", lower(circuit.mode()))
                .put("since", circuit.since().toString());
        circuit.retryAt().ifPresent(at -> view.put("nextTrialAt", at.toString()));
        circuit.why().ifPresent(why -> view.put("why", why));
        circuit.by().ifPresent(by -> view.put("by", by));
        return view;
    }
}
