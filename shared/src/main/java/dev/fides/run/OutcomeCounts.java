package dev.fides.run;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many changes came to which outcome.
 *
 * @param counts one entry for each outcome, 0 included
 */
public record OutcomeCounts(Map<Outcome, Long> counts) {

    public static final OutcomeCounts NONE = new OutcomeCounts(Map.of());

    public OutcomeCounts {
        EnumMap<Outcome, Long> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, counts.getOrDefault(outcome, 0L));
        }
        counts = Map.copyOf(all);
    }

    public static OutcomeCounts of(Collection<Outcome> outcomes) {
        EnumMap<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        outcomes.forEach(outcome -> counts.merge(outcome, 1L, Long::sum));
        return new OutcomeCounts(counts);
    }

    public long of(Outcome outcome) {
        return counts.get(outcome);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public OutcomeCounts plus(OutcomeCounts other) {
        EnumMap<Outcome, Long> sum = new EnumMap<>(counts);
        other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new OutcomeCounts(sum);
    }
}
