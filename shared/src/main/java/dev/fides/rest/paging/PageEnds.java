package dev.fides.rest.paging;

import dev.fides.config.service.Listing;
import dev.fides.config.service.Paging;
import dev.fides.model.PermanentException;
import dev.fides.rest.paging.Trail.Repeated;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tells the end of a listing from a listing that goes wrong. A listing is never taken for complete where that could hide
 * records: what is not clear fails, and says what the definition should say.
 */
public final class PageEnds {

    /** With these, services refuse a page that there is not. */
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 416);

    private final Listing.End end;
    private final boolean counted;
    private final boolean byToken;
    private final boolean keepsPlace;
    private final boolean linked;
    private final Optional<String> parameter;

    public PageEnds(Paging paging, Listing.End end) {
        this.end = end;
        this.counted = paging instanceof Paging.Page || paging instanceof Paging.Offset;
        this.byToken = !counted && !(paging instanceof Paging.LastKey) && !(paging instanceof Paging.SearchAfter);
        this.keepsPlace = paging instanceof Paging.Scroll;
        this.linked = paging instanceof Paging.NextLink || paging instanceof Paging.LinkHeader;
        this.parameter = parameter(paging);
    }

    private static Optional<String> parameter(Paging paging) {
        if (paging instanceof Paging.Page style) {
            return style.parameter();
        }
        if (paging instanceof Paging.Offset style) {
            return style.parameter();
        }
        if (paging instanceof Paging.Cursor style) {
            return style.parameter();
        }
        if (paging instanceof Paging.Scroll style) {
            return style.parameter();
        }
        if (paging instanceof Paging.SearchAfter style) {
            return style.parameter();
        }
        return paging instanceof Paging.LastKey style ? style.parameter() : Optional.empty();
    }

    /** The statuses to look at oneself: beyond the first page they may be the end. Who was led to a page expects it. */
    public Set<Integer> statuses(Optional<Cursor> cursor) {
        if (cursor.isEmpty()) {
            return Set.of();
        }
        Set<Integer> statuses = new HashSet<>(end.statuses());
        if (!byToken) {
            statuses.addAll(REFUSALS);
        }
        return statuses;
    }

    /**
     * Whether a refusal is the end of the listing.
     *
     * @return what the definition should say where it is not; empty where it is
     */
    public Optional<String> objection(Cursor cursor, int status) {
        if (end.statuses().contains(status) || cursor.trail().isTotalReached(cursor.seen())) {
            return Optional.empty();
        }
        return Optional.of(
                "; should this be how the service answers beyond the last page, say list.paging.end: [" + status + "]");
    }

    /** Whether a page that names this next one is the last. */
    public boolean isLast(Optional<Cursor> cursor, String next) {
        return end.sameToken()
                && cursor.filter(at -> at.position().equals(next)).isPresent();
    }

    /**
     * Whether a page repeats one before, and the listing thereby ended.
     *
     * @throws PermanentException when it repeats one, and that need not be the end
     */
    public boolean endedBefore(Optional<Cursor> cursor, long digest, OptionalLong announced) {
        if (cursor.isEmpty()) {
            return false;
        }
        Cursor at = cursor.get();
        Trail trail = at.trail();
        Repeated repeated = trail.repeated(digest);
        if (repeated == Repeated.NONE) {
            return false;
        }
        long total = announced.orElse(trail.total());
        if (total >= 0 ? at.seen() >= total : isEnd(at, repeated)) {
            return true;
        }
        throw new PermanentException(fault(at, repeated, total));
    }

    /** Of a listing that announces no total. Whatever else repeats itself, only numbered pages have a place beyond the end. */
    private boolean isEnd(Cursor at, Repeated repeated) {
        boolean advanced = at.step() > 1;
        return counted
                && repeated != Repeated.EARLIER
                && (end.samePage() || (advanced && at.trail().endsShort()));
    }

    private String fault(Cursor at, Repeated repeated, long total) {
        long page = at.step() + 1;
        String same = "page " + page + " of the listing brings the records of "
                + switch (repeated) {
                    case FIRST -> "page 1";
                    case LAST -> "page " + at.step();
                    case EARLIER, NONE -> "an earlier page";
                }
                + " again";
        String ignored = parameter
                .map(name -> "the service seems to ignore the parameter \"" + name + "\" (list.paging)")
                .orElse(
                        linked
                                ? "the service's links to the next page seem to go round"
                                : "the service seems to ignore what the request says of the page (list)");
        if (total >= 0) {
            return same + ", and only " + at.seen() + " of the " + total + " announced records came: " + ignored;
        }
        if (counted && at.step() == 1) {
            return same + ": " + ignored + ". Mend its name; should everything come in one response, say"
                    + " list.paging.type: none";
        }
        if (counted && repeated != Repeated.EARLIER) {
            return same + ", and the page before it is as long as the first: nobody can tell whether that was the last"
                    + " one. Should this be what the service does beyond the last page, say list.paging.end: samePage;"
                    + " better, say where it tells the number of all records (list.total)";
        }
        return same + ": " + ignored;
    }

    /** What the definition should say where a service ends its listing with the position that it was asked for. */
    public String hint() {
        return byToken && !keepsPlace
                ? "; should its last page name itself as the next one, say list.paging.end: sameToken"
                : "";
    }

    /**
     * A digest of the items of a page, whatever their order.
     *
     * @param items a text of each that tells it from others, mostly its key
     */
    public static long digest(Iterable<String> items) {
        long sum = 0;
        long count = 0;
        for (String item : items) {
            long hash = Cursor.hash(item);
            // A sum of plain hashes would be the same for other items more easily.
            sum += (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
            count++;
        }
        // 0 stands for no page at all.
        return count == 0 ? 0 : sum + count == 0 ? 1 : sum + count;
    }
}
