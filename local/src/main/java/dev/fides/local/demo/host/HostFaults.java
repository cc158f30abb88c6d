package dev.fides.local.demo.host;

import java.time.Duration;
import java.util.Optional;

/** What is wrong with the demo host at the moment; nothing to begin with. */
final class HostFaults {

    /** How a page of a listing is broken. */
    enum PageFault {
        /** The body ends half way. */
        BAD_JSON,
        /** The answer is a 500. */
        STATUS_500,
        /** The body has no array of records. */
        NO_ARRAY,
        /** The page links to itself. */
        REPEATED_CURSOR,
        /** The page claims to be the last one although the total says otherwise. */
        SHORT_LISTING;

        static PageFault parse(String text) {
            for (PageFault fault : values()) {
                if (fault.name().replace("_", "").equalsIgnoreCase(text.replace("-", ""))) {
                    return fault;
                }
            }
            throw new IllegalArgumentException("There is no fault '" + text
                    + "'; there are bad-json, status-500, no-array, repeated-cursor and short-listing.");
        }
    }

    private boolean outage;
    private Duration latency = Duration.ZERO;
    private int brokenPage;
    private int timesLeft;
    private PageFault pageFault = PageFault.STATUS_500;

    synchronized void outage(boolean on) {
        outage = on;
    }

    synchronized boolean outage() {
        return outage;
    }

    synchronized void latency(Duration each) {
        if (each.isNegative()) {
            throw new IllegalArgumentException("The latency must not be negative.");
        }
        latency = each;
    }

    synchronized Duration latency() {
        return latency;
    }

    /**
     * @param page number of the page, from 1
     * @param times how often the page is broken before it heals
     */
    synchronized void breakPage(int page, PageFault fault, int times) {
        brokenPage = page;
        pageFault = fault;
        timesLeft = times;
    }

    /** What is wrong with this page, counted as one of the times it is broken. */
    synchronized Optional<PageFault> onPage(int page) {
        if (page != brokenPage || timesLeft <= 0) {
            return Optional.empty();
        }
        timesLeft--;
        return Optional.of(pageFault);
    }

    synchronized void reset() {
        outage = false;
        latency = Duration.ZERO;
        brokenPage = 0;
        timesLeft = 0;
    }
}
