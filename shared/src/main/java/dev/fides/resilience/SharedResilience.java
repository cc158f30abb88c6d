package dev.fides.resilience;

import java.time.Clock;

/** What the instances of Fides may share about a connection; the local variant shares nothing. */
public interface SharedResilience {

    RateLimit rateLimit(ConnectionId connection, int requestsPerSecond);

    CircuitGate gate(ConnectionId connection);

    CircuitListener listener();

    /** Every process limits itself alone. */
    static SharedResilience local(Clock clock) {
        return new SharedResilience() {
            @Override
            public RateLimit rateLimit(ConnectionId connection, int requestsPerSecond) {
                return new PacedRateLimit(requestsPerSecond, clock);
            }

            @Override
            public CircuitGate gate(ConnectionId connection) {
                return CircuitGate.alwaysOpen();
            }

            @Override
            public CircuitListener listener() {
                return CircuitListener.none();
            }
        };
    }
}
