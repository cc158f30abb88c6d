package dev.fides.telemetry;

import dev.fides.sync.Pulse;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Values that stand until they are replaced. They are observed by callbacks, because the Application Insights agent
 * does not pass on gauges that are set.
 */
final class Gauges {

    /** Another instance may have the timer next: a pulse that is not renewed says nothing any more. */
    private static final Duration PULSE_LASTS = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();
    private final Map<Attributes, Double> circuits = new ConcurrentHashMap<>();

    Gauges(Meter meter, Clock clock) {
        this.clock = clock;
        pulse(meter, "fides.backlog", "{change}", "Changes of runs not settled yet", Pulse::backlog);
        pulse(meter, "fides.backlog.age", "s", "Age of the oldest batch not settled", Gauges::age);
        pulse(meter, "fides.approvals.waiting", "{run}", "Runs whose deletes are held", Pulse::awaitingApproval);
        pulse(meter, "fides.imports.missed", "{time}", "Due times since the last good import", Pulse::missedImports);
        meter.gaugeBuilder("fides.circuit.state")
                .setUnit("1")
                .setDescription("0 closed, 1 throttled, 2 half-open, 3 open")
                .buildWithCallback(
                        measurement -> circuits.forEach((attributes, value) -> measurement.record(value, attributes)));
    }

    void set(Pulse pulse) {
        pulses.put(pulse.sync(), pulse);
    }

    void circuit(Attributes attributes, double state) {
        circuits.put(attributes, state);
    }

    private void pulse(Meter meter, String name, String unit, String description, ToDoubleFunction<Pulse> value) {
        meter.gaugeBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildWithCallback(measurement -> pulses.values().stream()
                        .filter(this::isFresh)
                        .forEach(pulse -> measurement.record(
                                value.applyAsDouble(pulse), Attributes.of(Names.SYNC, pulse.sync()))));
    }

    private boolean isFresh(Pulse pulse) {
        Instant now = clock.instant();
        return pulse.takenAt().plus(PULSE_LASTS).isAfter(now);
    }

    private static double age(Pulse pulse) {
        return pulse.backlogSince()
                .map(since -> Names.seconds(Duration.between(since, pulse.takenAt())))
                .orElse(0.0);
    }
}
