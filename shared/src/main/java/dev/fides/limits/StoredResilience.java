package dev.fides.limits;

import dev.fides.control.ControlStore;
import dev.fides.resilience.CircuitGate;
import dev.fides.resilience.CircuitListener;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import dev.fides.resilience.SharedResilience;
import java.time.Clock;

/** Circuits and rates that all instances share through a store. */
public final class StoredResilience implements SharedResilience {

    private final SharedCircuits circuits;
    private final ControlStore store;
    private final Clock clock;
    private final String owner;

    /** @param owner names this instance */
    public StoredResilience(SharedCircuits circuits, ControlStore store, Clock clock, String owner) {
        this.circuits = circuits;
        this.store = store;
        this.clock = clock;
        this.owner = owner;
    }

    @Override
    public RateLimit rateLimit(ConnectionId connection, int requestsPerSecond) {
        return new LeasedRateLimit(connection, requestsPerSecond, store, clock, owner);
    }

    @Override
    public CircuitGate gate(ConnectionId connection) {
        return circuits.gate(connection);
    }

    @Override
    public CircuitListener listener() {
        return circuits.listener();
    }
}
