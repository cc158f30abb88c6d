package dev.fides.functions.telemetry;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.model.RecordKey;
import dev.fides.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tells a little of everything: a metric, a gauge, a span, a log line. */
public final class TellingApp {

    private TellingApp() {}

    /** What the environment has of this app's settings only after the process has long started. */
    static final String LATER = "LATER_";

    /** Run in a process of its own, with the agent. */
    public static void main(String[] arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        System.getenv().forEach((name, value) -> {
            if (name.startsWith(LATER)) {
                environment.put(name.substring(LATER.length()), value);
            }
        });
        try (TelemetryExport export = TelemetryExport.start(environment, client -> {
            throw new IllegalStateException("no identity is wanted");
        })) {
            export.relieveConsole(environment);
            tell(export);
        }
    }

    static void tell(TelemetryExport export) {
        Telemetry telemetry = new Telemetry(export.openTelemetry(), Clock.systemUTC());
        telemetry.charged("sync-state.readMany", 2.5);
        telemetry.circuitChanged("cities", "target", "open", Optional.empty());
        telemetry.observed("cities", new EmptyHost()).list(Optional.empty());
        MDC.put("key", "42");
        LoggerFactory.getLogger("dev.fides.Something").info("record parked: for a test");
        MDC.remove("key");
    }

    private static final class EmptyHost implements HostStore {
        @Override
        public HostTraits traits() {
            return new HostTraits(false, Duration.ZERO);
        }

        @Override
        public HostPage list(Optional<String> cursor) {
            return new HostPage(List.of(), List.of(), Optional.empty(), OptionalLong.empty());
        }

        @Override
        public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
            return Map.of();
        }
    }
}
