package dev.fides.telemetry;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.model.RecordKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A host whose calls are measured. */
final class ObservedHostStore implements HostStore {

    private final HostStore host;
    private final CallRecorder calls;

    ObservedHostStore(HostStore host, CallRecorder calls) {
        this.host = host;
        this.calls = calls;
    }

    @Override
    public HostTraits traits() {
        return host.traits();
    }

    @Override
    public Optional<String> complaint() {
        return host.complaint();
    }

    @Override
    public HostPage list(Optional<String> cursor) {
        return calls.call("list", 1, () -> host.list(cursor));
    }

    @Override
    public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        return calls.call("get", keys.size(), () -> host.get(keys), readings -> {
            boolean failed = readings.values().stream().anyMatch(HostReading.Failed.class::isInstance);
            return failed ? "failed" : CallRecorder.OK;
        });
    }
}
