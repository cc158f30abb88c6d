package dev.fides.local.chaos;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name. May be used from any thread. */
final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String name) {
        add(name, 1);
    }

    synchronized void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    synchronized long get(String name) {
        return counts.getOrDefault(name, 0L);
    }

    synchronized long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized Map<String, Long> all() {
        return new TreeMap<>(counts);
    }
}
