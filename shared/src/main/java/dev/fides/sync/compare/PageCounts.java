package dev.fides.sync.compare;

import dev.fides.run.ReadCounts;

/** Adds up what was found on a page. */
public final class PageCounts {
    private PageCounts() {}

    /**
     * Counts what the comparison of a page found.
     *
     * @param unusable items about which nothing was found, because they have no key or one of another item
     */
    public static ReadCounts of(PageDiff.Findings findings, int unusable) {
        long unchanged = 0;
        long changed = 0;
        long filtered = 0;
        long parked = 0;
        long invalid = unusable;
        for (Finding finding : findings.findings()) {
            if (finding instanceof Finding.Unchanged) {
                unchanged++;
            } else if (finding instanceof Finding.Changed) {
                changed++;
            } else if (finding instanceof Finding.Filtered) {
                filtered++;
            } else if (finding instanceof Finding.Parked) {
                parked++;
            } else {
                invalid++;
            }
        }
        return new ReadCounts(findings.findings().size() + unusable, unchanged, changed, filtered, parked, invalid);
    }
}
