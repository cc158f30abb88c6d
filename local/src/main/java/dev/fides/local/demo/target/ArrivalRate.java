package dev.fides.local.demo.target;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

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

    /** From the first request until every sender had sent one. */
    public Duration joined() {
        return sinceFirst(perSender(Math::min).values().stream()
                .mapToLong(Long::longValue)
                .max());
    }

    /** From the first request until the first of the senders had sent its last one. */
    public Duration firstEnd() {
        return sinceFirst(perSender(Math::max).values().stream()
                .mapToLong(Long::longValue)
                .min());
    }

    /** One instant of each sender, as time after the first request. */
    private Map<String, Long> perSender(BinaryOperator<Long> which) {
        return arrivals.stream()
                .collect(toMap(
                        TargetControl.Arrival::sender,
                        arrival -> arrival.atNanos() - arrivals.get(0).atNanos(),
                        which));
    }

    private static Duration sinceFirst(OptionalLong nanos) {
        return Duration.ofNanos(nanos.orElse(0));
    }

    /** How many came from each sender. */
    public Map<String, Long> bySender() {
        return arrivals.stream().collect(groupingBy(TargetControl.Arrival::sender, TreeMap::new, counting()));
    }
}
