package dev.fides.rest;

import dev.fides.host.HostReading;
import dev.fides.host.HostReading.Absent;
import dev.fides.host.HostReading.Present;
import dev.fides.json.JsonItem;
import dev.fides.model.HostRecord;
import dev.fides.model.KeyPointers;
import dev.fides.model.RecordKey;
import dev.fides.rest.call.Keys;
import dev.fides.rest.call.Keys.ItemKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one answer says about the keys of a group. A key is absent only where every item of the answer is known to be about
 * another one: an item that nobody can attribute may be the record that seems to be missing.
 *
 * @param clear readings of the keys about which there is no doubt
 */
record GroupAnswer(Map<RecordKey, HostReading> clear) {
    GroupAnswer {
        clear = Map.copyOf(clear);
    }

    /** An answer that says nothing about any key. */
    static GroupAnswer nothing() {
        return new GroupAnswer(Map.of());
    }

    /** The last of these keys that the answer says to be absent. */
    Optional<RecordKey> lastAbsent(List<RecordKey> group) {
        return group.stream()
                .filter(asked -> clear.get(asked) instanceof Absent)
                .reduce((first, second) -> second);
    }

    /** What is left of it where absence in it means nothing, and what is known of one key from elsewhere. */
    GroupAnswer withoutAbsent(RecordKey known, Present reading) {
        Map<RecordKey, HostReading> left = new HashMap<>(clear);
        left.values().removeIf(Absent.class::isInstance);
        left.put(known, reading);
        return new GroupAnswer(left);
    }

    /** @param key where a record has its key */
    static GroupAnswer of(List<RecordKey> group, List<JsonItem> items, KeyPointers key) {
        Map<RecordKey, HostReading> clear = new HashMap<>();
        Set<RecordKey> asked = new HashSet<>(group);
        Set<RecordKey> odd = new HashSet<>();
        boolean stranger = false;
        for (JsonItem item : items) {
            if (!(Keys.of(item, key) instanceof ItemKey.Usable usable) || !asked.contains(usable.key())) {
                stranger = true;
            } else if (item instanceof JsonItem.Legible readable
                    && !clear.containsKey(usable.key())
                    && !odd.contains(usable.key())) {
                clear.put(usable.key(), new Present(new HostRecord(usable.key(), readable.value())));
            } else {
                odd.add(usable.key());
            }
        }
        clear.keySet().removeAll(odd);
        if (!stranger) {
            group.stream()
                    .filter(asking -> !odd.contains(asking))
                    .forEach(asking -> clear.putIfAbsent(asking, new Absent()));
        }
        return new GroupAnswer(clear);
    }
}
