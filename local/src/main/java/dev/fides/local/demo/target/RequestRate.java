package dev.fides.local.demo.target;

import java.time.Clock;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Counts requests and writes by the second, and says when there are too many requests. */
final class RequestRate {

    private static final int REMEMBERED_SECONDS = 3_600;

    /**
     * What happened in one second.
     *
     * @param second seconds since 1970
     * @param requests all requests, whether or not they were let through
     * @param writes documents written
     */
    record Second(long second, int requests, int writes) {}

    private final Clock clock;
    private final NavigableMap<Long, int[]> seconds = new TreeMap<>();
    private int perSecond = Integer.MAX_VALUE;
    private int retryAfter = 1;

    RequestRate(Clock clock) {
        this.clock = clock;
    }

    /** Lets this many requests a second through; {@code retryAfter} is what the others are told to wait, in seconds. */
    synchronized void limit(int requestsPerSecond, int retryAfterSeconds) {
        perSecond = requestsPerSecond;
        retryAfter = retryAfterSeconds;
    }

    /** Counts a request and tells whether it is let through. */
    synchronized boolean admits() {
        return ++now()[0] <= perSecond;
    }

    synchronized int retryAfter() {
        return retryAfter;
    }

    synchronized void written(int documents) {
        now()[1] += documents;
    }

    /** The last hour's seconds in which anything happened. */
    synchronized List<Second> seconds() {
        return seconds.entrySet().stream()
                .map(entry -> new Second(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .toList();
    }

    synchronized void reset() {
        seconds.clear();
        limit(Integer.MAX_VALUE, 1);
    }

    private int[] now() {
        long second = clock.instant().getEpochSecond();
        seconds.headMap(second - REMEMBERED_SECONDS).clear();
        return seconds.computeIfAbsent(second, unseen -> new int[2]);
    }
}
