package dev.fides.stores;

import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.model.RecordKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** A host that fails and answers as told, and counts its calls. */
final class ScriptedHost implements HostStore {
    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final Deque<Function<Collection<RecordKey>, Map<RecordKey, HostReading>>> readings = new ArrayDeque<>();
    final List<Integer> asked = new ArrayList<>();
    int calls;

    @Override
    public HostTraits traits() {
        return new HostTraits(false, Duration.ZERO);
    }

    @Override
    public HostPage list(Optional<String> cursor) {
        calls++;
        if (!failures.isEmpty()) {
            throw failures.poll();
        }
        return new HostPage(List.of(), List.of(), Optional.empty(), OptionalLong.empty());
    }

    @Override
    public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
        asked.add(keys.size());
        if (!readings.isEmpty()) {
            return readings.poll().apply(keys);
        }
        Map<RecordKey, HostReading> absent = new LinkedHashMap<>();
        keys.forEach(key -> absent.put(key, new HostReading.Absent()));
        return absent;
    }
}
