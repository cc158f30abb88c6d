package dev.fides.model;

import java.time.Duration;

/** Waits that double with every attempt up to a longest one. */
public final class Doubling {

    /** More doublings of any wait exceed every sensible longest one, and would overflow. */
    private static final int MOST_DOUBLINGS = 30;

    private Doubling() {}

    /**
     * The wait after some attempts.
     *
     * @param first the wait after the first attempt
     * @param before how often it was doubled already, 0 for the first wait
     */
    public static Duration wait(Duration first, int before, Duration longest) {
        if (first.compareTo(longest) >= 0) {
            return longest;
        }
        Duration doubled = first.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
