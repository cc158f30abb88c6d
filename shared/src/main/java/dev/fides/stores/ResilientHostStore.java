package dev.fides.stores;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A host of any kind under its limits; of several keys only those are asked again that may yet be answered. */
final class ResilientHostStore implements HostStore {

    private final HostStore host;
    private final HostTraits traits;
    private final StoreCalls calls;

    ResilientHostStore(HostStore host, StoreCalls calls) {
        this.host = host;
        this.traits = host.traits();
        this.calls = calls;
    }

    @Override
    public HostTraits traits() {
        return traits;
    }

    @Override
    public Optional<String> complaint() {
        return host.complaint();
    }

    @Override
    public HostPage list(Optional<String> cursor) {
        return calls.call("list", () -> host.list(cursor));
    }

    @Override
    public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        Set<RecordKey> open = new LinkedHashSet<>(keys);
        Map<RecordKey, HostReading> readings = new LinkedHashMap<>();
        if (open.isEmpty()) {
            return readings;
        }
        Optional<HeldBack> heldBack = calls.attempt(() -> {
            read(open, readings);
            open.removeIf(key -> retryable(readings.get(key)).isEmpty());
            return open.stream()
                    .map(key -> retryable(readings.get(key)).orElseThrow())
                    .findFirst()
                    .<Verdict>map(StoreCalls::verdict)
                    .orElseGet(Verdict.Healthy::new);
        });
        heldBack.ifPresent(held -> open.forEach(
                key -> readings.putIfAbsent(key, new HostReading.Failed(calls.heldBack("get key " + key, held)))));
        return readings;
    }

    private void read(Set<RecordKey> open, Map<RecordKey, HostReading> readings) {
        Map<RecordKey, HostReading> answer;
        try {
            answer = Map.copyOf(host.get(Set.copyOf(open)));
        } catch (RuntimeException e) {
            HostReading failed = new HostReading.Failed(calls.fault("get", e));
            open.forEach(key -> readings.put(key, failed));
            return;
        }
        for (RecordKey key : open) {
            HostReading reading = answer.get(key);
            readings.put(
                    key,
                    reading != null
                            ? redacted(reading)
                            : new HostReading.Failed(new RetryableException(
                                    calls.describe("get", "the store answered nothing for key " + key), null)));
        }
    }

    private HostReading redacted(HostReading reading) {
        return reading instanceof HostReading.Failed failed
                ? new HostReading.Failed(calls.redacted(failed.error()))
                : reading;
    }

    private static Optional<RetryableException> retryable(HostReading reading) {
        return reading instanceof HostReading.Failed failed && failed.error() instanceof RetryableException retryable
                ? Optional.of(retryable)
                : Optional.empty();
    }
}
