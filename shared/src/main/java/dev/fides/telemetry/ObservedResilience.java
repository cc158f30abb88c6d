package dev.fides.telemetry;

import dev.fides.resilience.CircuitGate;
import dev.fides.resilience.CircuitListener;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import dev.fides.resilience.SharedResilience;
import java.time.Duration;
import java.util.Optional;

/** Shares what another one shares, and tells of circuits that change and of waits for the rate limit. */
final class ObservedResilience implements SharedResilience {

    private final SharedResilience shared;
    private final Telemetry telemetry;

    ObservedResilience(SharedResilience shared, Telemetry telemetry) {
        this.shared = shared;
        this.telemetry = telemetry;
    }

    @Override
    public RateLimit rateLimit(ConnectionId connection, int requestsPerSecond) {
        RateLimit limit = shared.rateLimit(connection, requestsPerSecond);
        return atMost -> {
            Optional<Duration> wait = limit.reserve(atMost);
            wait.filter(time -> !time.isZero())
                    .ifPresent(time -> telemetry.rateLimited(connection.sync(), Names.word(connection.side()), time));
            return wait;
        };
    }

    @Override
    public CircuitGate gate(ConnectionId connection) {
        return shared.gate(connection);
    }

    @Override
    public CircuitListener listener() {
        CircuitListener listener = shared.listener();
        return (connection, state) -> {
            listener.changed(connection, state);
            telemetry.circuitChanged(
                    connection.sync(), Names.word(connection.side()), Names.word(state.status()), state.why());
        };
    }
}
