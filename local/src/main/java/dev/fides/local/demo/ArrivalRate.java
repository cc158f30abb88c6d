package dev.fides.local.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast requests arrived.
 *
 * @param arrivals in any order
 */
public record ArrivalRate(List<TargetControl.Arrival> arrivals) {

    public ArrivalRate {
        arrivals = arrivals.stream().sorted(ArrivalRate::inTime).toList();
    }

    /** Instants of {@link System#nanoTime()} may overflow, their differences do not. */
    private static int inTime(TargetControl.Arrival one, TargetControl.Arrival other) {
        return Long.signum(one.atNanos() - other.atNanos());
    }

    /** The most requests in any window of this length, wherever it begins. */
    public int mostWithin(Duration window) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < arrivals.size(); last++) {
            while (arrivals.get(last).atNanos() - arrivals.get(first).atNanos() >= window.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** From the first request to the last one. */
    public Duration lasted() {
        return arrivals.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(arrivals.get(arrivals.size() - 1).atNanos()
                        - arrivals.get(0).atNanos());
    }

    /** The requests from one time after the first one until before another. */
    public ArrivalRate between(Duration from, Duration to) {
        long first = arrivals.isEmpty() ? 0 : arrivals.get(0).atNanos();
        return new ArrivalRate(arrivals.stream()
                .filter(arrival -> arrival.atNanos() - first >= from.toNanos())
                .filter(arrival -> arrival.atNanos() - first < to.toNanos())
                .toList());
    }

    /** How many came from each sender. */
    public Map<String, Long> bySender() {
        return arrivals.stream().collect(groupingBy(TargetControl.Arrival::sender, TreeMap::new, counting()));
    }
}
