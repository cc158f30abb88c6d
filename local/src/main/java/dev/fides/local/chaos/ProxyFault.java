package dev.fides.local.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a {@link FaultyProxy} does to a request. None of them makes the service say something untrue: a success is only
 * answered by the service itself.
 */
enum ProxyFault {
    /** The connection is reset; the service hears nothing of the request. */
    RESET_BEFORE("reset before the request", 10),
    /** The connection is reset half way through the request, or through the answer to one without a body. */
    RESET_DURING("reset during the request", 10),
    /** The service did what was asked; the connection is reset instead of the answer. */
    RESET_AFTER("reset after it was applied", 14),
    /** The answer comes late, but in time. */
    DELAY_WITHIN("delayed, below the time limit", 14),
    /** The service did what was asked; the answer comes after the time limit. */
    DELAY_BEYOND("delayed beyond the time limit", 6),
    /** The service did what was asked; the body of its answer ends half way, with or without a length that says so. */
    TRUNCATED("truncated body", 10),
    /** The service did what was asked; its status is kept and its body is nonsense. */
    GARBAGE("garbage body", 10),
    /** 429 with {@code Retry-After}; the service hears nothing. */
    TOO_MANY_RETRY_AFTER("429 with Retry-After", 8),
    /** 429 without {@code Retry-After}; the service hears nothing. */
    TOO_MANY("429 without Retry-After", 8),
    /** For a while every request is answered with 500 and the service hears nothing. */
    BURST_500("500 in a burst", 2),
    /** For a while every request is answered with 503 and the service hears nothing. */
    BURST_503("503 in a burst", 2),
    /** The answer comes a few bytes at a time, for a time around the limit. */
    DRIP("slow drip", 6);

    private static final List<ProxyFault> ALL = List.of(values());
    private static final int WEIGHTS =
            ALL.stream().mapToInt(fault -> fault.weight).sum();

    private final String title;
    private final int weight;

    ProxyFault(String title, int weight) {
        this.title = title;
        this.weight = weight;
    }

    /** What it is called in figures. */
    String title() {
        return title;
    }

    boolean isBurst() {
        return this == BURST_500 || this == BURST_503;
    }

    static ProxyFault draw(RandomGenerator random) {
        int drawn = random.nextInt(WEIGHTS);
        for (ProxyFault fault : ALL) {
            drawn -= fault.weight;
            if (drawn < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("weights of " + Arrays.toString(values()));
    }
}
