package dev.fides.limits;

import dev.fides.control.ControlStore;
import dev.fides.limits.SharedCircuit.Mode;
import dev.fides.resilience.CircuitGate;
import dev.fides.resilience.CircuitListener;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.CircuitState.Status;
import dev.fides.resilience.ConnectionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The circuits of all connections, shared by all instances: when one finds a service down, the others hold back within
 * about a second; one at a time tries whether it is back; an operator may decide instead.
 */
public final class SharedCircuits {

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(10);

    private final CircuitDocuments documents;
    private final Executor writer;
    private final String owner;
    private final Map<ConnectionId, SharedGate> gates = new ConcurrentHashMap<>();

    /**
     * @param writer stores what requests found, beside them
     * @param owner names this instance
     */
    public SharedCircuits(ControlStore store, Clock clock, Executor writer, String owner) {
        this.documents = new CircuitDocuments(store, clock);
        this.writer = writer;
        this.owner = owner;
    }

    /** Asked by every request of a connection. */
    public CircuitGate gate(ConnectionId connection) {
        return shared(connection);
    }

    /** Hears from the connections' own circuits. */
    public CircuitListener listener() {
        return this::changed;
    }

    private void changed(ConnectionId connection, CircuitState state) {
        if (state.status() == Status.OPEN) {
            Instant now = documents.now();
            Duration openFor = Duration.between(now, state.until().orElse(now));
            String why = state.why().orElse("too many requests failed");
            shared(connection).change(circuit -> circuit.opened(now, openFor, why));
        } else if (state.status() == Status.THROTTLED) {
            throttled(connection, state);
        }
    }

    /** Short pauses are over before others would hear of them. */
    private void throttled(ConnectionId connection, CircuitState state) {
        Instant now = documents.now();
        Optional<Instant> until =
                state.until().filter(end -> now.plus(SHORT_PAUSE).isBefore(end));
        if (until.isPresent()) {
            SharedCircuit.Pause pause = new SharedCircuit.Pause(
                    until.get().truncatedTo(ChronoUnit.MILLIS), state.why().orElse("it said nothing more"));
            shared(connection).change(circuit -> circuit.paused(pause));
        }
    }

    /** For how long work that needs a connection has no chance; asking changes nothing. */
    public Optional<Duration> closedFor(ConnectionId connection) {
        return shared(connection).closedFor();
    }

    /** Like {@link #closedFor}, but also while the service may be tried: for how long it is not known to be up. */
    public Optional<Duration> downFor(ConnectionId connection) {
        SharedGate gate = shared(connection);
        return gate.closedFor()
                .or(() -> gate.circuit().holdsBack() ? Optional.of(SharedGate.DURING_TRIAL) : Optional.empty());
    }

    /**
     * Lets work pass that needs a connection. While the service is being tried, it lets one piece of work pass, of all
     * instances.
     *
     * @return how long to wait instead; empty when the work may begin
     */
    public Optional<Duration> enter(ConnectionId connection) {
        return shared(connection).enter();
    }

    /** Why a connection is not used, for a person; while it is used, nothing of it is true. */
    public String reason(ConnectionId connection) {
        return reason(shared(connection).circuit(), connection, documents.now());
    }

    static String reason(SharedCircuit circuit, ConnectionId connection, Instant now) {
        String side = connection.side().name().toLowerCase(Locale.ROOT);
        Optional<SharedCircuit.Pause> pause =
                circuit.pause().filter(asked -> circuit.pausedFor(now).isPresent());
        return pause.map(asked -> "the " + side + " asked to wait until " + asked.until() + ": " + asked.why())
                .orElseGet(() -> "the circuit of the " + side + " is open"
                        + circuit.why().map(why -> " since " + why).orElse(""));
    }

    /** Until when and why a service asked to be left alone, where that is not over. */
    public Optional<SharedCircuit.Pause> pause(ConnectionId connection) {
        SharedCircuit circuit = shared(connection).circuit();
        return circuit.pause()
                .filter(asked -> circuit.pausedFor(documents.now()).isPresent());
    }

    /** The circuit as this instance knows it: at most about a second old while the store answers. */
    public SharedCircuit circuit(ConnectionId connection) {
        return shared(connection).circuit();
    }

    /**
     * Decides instead of the calls, or lets them decide again. Other instances hear of it within about a second.
     *
     * @param who the operator
     */
    public SharedCircuit force(ConnectionId connection, Mode mode, String who) {
        Instant now = documents.now();
        SharedCircuit decided = documents.change(connection, circuit -> circuit.forced(mode, who, now));
        // At once, for all threads: work that is put off by mistake comes back a minute later.
        shared(connection).learn(decided);
        return decided;
    }

    private SharedGate shared(ConnectionId connection) {
        return gates.computeIfAbsent(connection, id -> new SharedGate(id, documents, writer, owner));
    }
}
