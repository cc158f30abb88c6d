package dev.fides.resilience;

/**
 * Hears when a connection's circuit changes, for example to share it with other instances. Called on the thread of the
 * request that changed it; must not block and must not throw.
 */
@FunctionalInterface
public interface CircuitListener {

    void changed(ConnectionId connection, CircuitState state);

    static CircuitListener none() {
        return (connection, state) -> {};
    }
}
