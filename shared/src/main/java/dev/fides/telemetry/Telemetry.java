package dev.fides.telemetry;

import dev.fides.host.HostStore;
import dev.fides.queue.RejectedQueue;
import dev.fides.resilience.SharedResilience;
import dev.fides.sync.EngineListener;
import dev.fides.target.TargetStore;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that Fides reports about itself; made once for an app, from whatever exports it. Without an exporter
 * ({@link OpenTelemetry#noop()}) only the logs remain.
 */
public final class Telemetry {

    /** How the states of a circuit look in the gauge: the higher, the worse. */
    private static final Map<String, Double> CIRCUIT_STATES =
            Map.of("closed", 0.0, "throttled", 1.0, "half-open", 2.0, "open", 3.0);

    private final Logger log = LoggerFactory.getLogger(Telemetry.class);
    private final Tracer tracer;
    private final Instruments instruments;
    private final Gauges gauges;
    private final TraceContext traceContext = new TraceContext();
    private final Clock clock;
    private final EngineListener listener;

    public Telemetry(OpenTelemetry openTelemetry, Clock clock) {
        Meter meter = openTelemetry.getMeter(Names.SCOPE);
        this.tracer = openTelemetry.getTracer(Names.SCOPE);
        this.instruments = new Instruments(meter);
        this.gauges = new Gauges(meter, clock);
        this.clock = clock;
        this.listener = new TelemetryListener(List.of(
                new EngineTraces(tracer, traceContext, clock),
                new EngineLog(),
                new EngineMetrics(instruments, gauges, clock)));
    }

    /** Hears what the engine does. */
    public EngineListener listener() {
        return listener;
    }

    /** The present W3C trace context, for messages; empty when nothing is traced. */
    public Optional<String> traceParent() {
        return traceContext.current();
    }

    /** Carries trace and log context over to the threads of this executor. */
    public Executor carrying(Executor executor) {
        return new ContextExecutor(executor);
    }

    /** The same host, measured. */
    public HostStore observed(String sync, HostStore host) {
        return new ObservedHostStore(
                host, new CallRecorder(tracer, "host call", instruments.hostCallDuration, clock, sync));
    }

    /** The same target, measured. */
    public TargetStore observed(String sync, TargetStore target) {
        return new ObservedTargetStore(
                target,
                new CallRecorder(tracer, "target call", instruments.targetCallDuration, clock, sync),
                instruments.targetWrites,
                sync);
    }

    /** The same queue, counted. */
    public RejectedQueue observed(RejectedQueue queue) {
        return new ObservedRejectedQueue(queue, instruments.messagesRejected);
    }

    /** The same resilience, whose circuits and waits are reported. */
    public SharedResilience observed(SharedResilience shared) {
        return new ObservedResilience(shared, this);
    }

    /**
     * Cosmos DB charged something.
     *
     * @param operation what was asked for; few different values
     */
    public void charged(String operation, double requestUnits) {
        instruments.requestUnits.record(requestUnits, Attributes.of(Names.OPERATION, operation));
    }

    /**
     * A circuit changed.
     *
     * @param side {@code host} or {@code target}
     * @param state {@code closed}, {@code throttled}, {@code half-open} or {@code open}
     * @param why the error behind it, without secrets
     */
    public void circuitChanged(String sync, String side, String state, Optional<String> why) {
        Double value = CIRCUIT_STATES.get(state);
        if (value == null) {
            throw new IllegalArgumentException("a circuit is one of " + CIRCUIT_STATES.keySet() + ", not " + state);
        }
        Attributes connection = Attributes.of(Names.SYNC, sync, Names.SIDE, side);
        gauges.circuit(connection, value);
        instruments.circuitChanges.add(1, Attributes.of(Names.SYNC, sync, Names.SIDE, side, Names.OUTCOME, state));
        LogContext.with(
                sync,
                Optional.empty(),
                () -> log.warn(
                        "circuit {}: {} of {}{}",
                        state,
                        side,
                        sync,
                        why.map(w -> ": " + w).orElse("")));
    }

    /** A request waited until the rate limit let it through. */
    public void rateLimited(String sync, String side, Duration wait) {
        instruments.rateLimitWait.record(Names.seconds(wait), Attributes.of(Names.SYNC, sync, Names.SIDE, side));
    }
}
