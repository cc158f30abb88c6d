package dev.fides.limits;

import java.time.Duration;
import java.time.Instant;

/** How many permits this instance could use. Not safe for use by several threads. */
final class Demand {

    /** Work comes in batches: who was short of permits a moment ago will be again. */
    private static final Duration MEMORY = Duration.ofSeconds(15);

    /** A newcomer asks for one part in so many, and for more as soon as that is too little. */
    private static final int FIRST_PART = 10;

    /** A newcomer with more requests than this waiting has more work than its first part is good for. */
    private static final int FEW = 3;

    /** Who waits for a share asks at least so often. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private static final double MARGIN = 1.25;
    private static final double FADING = 0.8;

    private final int total;
    private Instant shortAt = Instant.MIN;
    private Instant countingFrom = Instant.MIN;
    private int asked;
    private Instant lackingFrom = Instant.MIN;
    private int lacking;
    private boolean known;
    private double peak;

    Demand(int total) {
        this.total = total;
        this.peak = Math.max(1.0, (double) total / FIRST_PART) / MARGIN;
    }

    /** A permit was wanted. */
    void asked(Instant now, boolean hadToWait) {
        asked++;
        if (hadToWait) {
            shortAt = now;
        }
    }

    /** A permit was wanted while there was no share. */
    void lacked(Instant now) {
        if (!now.isBefore(lackingFrom.plus(BETWEEN_LOOKS))) {
            lackingFrom = now;
            lacking = 0;
        }
        lacking++;
        // Each that waits is counted twice at most.
        if (lacking > 2 * FEW) {
            shortAt = now;
        }
    }

    /**
     * Permits of a window that could be used, as far as the last calls tell.
     *
     * @param present how many there are: nothing is given up before a window was counted
     */
    int permits(Instant now, int present) {
        Duration counted = countingFrom.equals(Instant.MIN) ? Duration.ZERO : Duration.between(countingFrom, now);
        if (counted.compareTo(RateShares.WINDOW) >= 0) {
            double rate = asked * (double) RateShares.WINDOW.toMillis() / counted.toMillis();
            peak = Math.max(rate, peak * FADING);
            countingFrom = now;
            asked = 0;
            known = true;
        } else if (countingFrom.equals(Instant.MIN)) {
            countingFrom = now;
        }
        if (!known) {
            return Math.max(present, wanted(now));
        }
        return wanted(now);
    }

    private int wanted(Instant now) {
        boolean isShort = shortAt.isAfter(now.minus(MEMORY));
        return isShort ? total : Math.min(total, Math.max(1, (int) Math.ceil(peak * MARGIN)));
    }
}
