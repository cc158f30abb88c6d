package dev.fides.host;

import java.time.Duration;
import java.util.Objects;

/**
 * What the engine has to know of a host; the same for as long as the store lives.
 *
 * @param mayOmit whether an answer about several keys may leave out a record that is there, as when an answer is cut
 *     short: before such a record is deleted it is asked for alone
 * @param listingLag by how much the listing may trail reads by key; subtracted from the time of an observation
 * @param listsWhole whether a listed record is the whole record; else it is only a hint, and the record is read by key
 * @param listsAgain whether a page of the listing can be asked for again; else only the first can, and what comes of a page
 *     whose answer was lost is that the listing lacks it
 */
public record HostTraits(boolean mayOmit, Duration listingLag, boolean listsWhole, boolean listsAgain) {

    /** Of a host whose pages can be asked for again. */
    public HostTraits(boolean mayOmit, Duration listingLag, boolean listsWhole) {
        this(mayOmit, listingLag, listsWhole, true);
    }

    /** Of a host that lists whole records. */
    public HostTraits(boolean mayOmit, Duration listingLag) {
        this(mayOmit, listingLag, true);
    }

    public HostTraits {
        Objects.requireNonNull(listingLag, "listingLag");
        if (listingLag.isNegative()) {
            throw new IllegalArgumentException("a listing that trails by " + listingLag);
        }
    }
}
