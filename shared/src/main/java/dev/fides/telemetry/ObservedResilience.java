package dev.fides.telemetry;

import dev.fides.model.Priority;
import dev.fides.resilience.CircuitGate;
import dev.fides.resilience.CircuitListener;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.RateLimit;
import dev.fides.resilience.SharedResilience;
import java.time.Duration;
import java.util.Optional;

/** Shares what another one shares, and reports circuits that change and waits for the rate limit. */
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
        return new RateLimit() {
            @Override
            public Optional<Duration> reserve(Duration atMost, Priority priority) {
                Optional<Duration> wait = limit.reserve(atMost, priority);
                wait.filter(time -> !time.isZero()).ifPresent(time -> tell(connection, time));
                return wait;
            }

            @Override
            public boolean expectsShare() {
                return limit.expectsShare();
            }

            @Override
            public void overloaded() {
                limit.overloaded();
            }
        };
    }

    private void tell(ConnectionId connection, Duration wait) {
        telemetry.rateLimited(connection.sync(), Names.word(connection.side()), wait);
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
