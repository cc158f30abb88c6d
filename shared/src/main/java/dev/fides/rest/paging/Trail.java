package dev.fides.rest.paging;

import dev.fides.model.PermanentException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is remembered of the pages of a listing, in a few numbers: enough to see that a page brings what a page before
 * brought, as a service does that ignores its parameter, repeats its last page or begins anew.
 *
 * @param first digest of the keys of the first page
 * @param last that of the page before; 0 when it was empty
 * @param mark that of an earlier page, replaced at every page whose number is a power of two (Brent 1980)
 * @param firstSize items of the first page
 * @param lastSize items of the page before
 * @param total the number of all records as announced last; negative when none was
 */
record Trail(long first, long last, long mark, int firstSize, int lastSize, long total) {

    /** Of a listing whose cursor was stored by an older version. */
    static final Trail UNKNOWN = new Trail(0, 0, 0, 0, 0, -1);

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]+),([0-9a-f]+),([0-9a-f]+),(\\d+),(\\d+),(-?\\d+)");

    /** Which page a page repeats. */
    enum Repeated {
        NONE,
        FIRST,
        LAST,
        EARLIER
    }

    static Trail begin(long digest, int size, OptionalLong total) {
        return new Trail(digest, digest, digest, size, size, total.orElse(-1));
    }

    static Trail parse(String text) {
        if (text.isEmpty()) {
            return UNKNOWN;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new PermanentException("not a cursor of this service: " + text);
        }
        return new Trail(
                Long.parseUnsignedLong(matcher.group(1), 16),
                Long.parseUnsignedLong(matcher.group(2), 16),
                Long.parseUnsignedLong(matcher.group(3), 16),
                Integer.parseInt(matcher.group(4)),
                Integer.parseInt(matcher.group(5)),
                Long.parseLong(matcher.group(6)));
    }

    String text() {
        return Long.toHexString(first) + "," + Long.toHexString(last) + "," + Long.toHexString(mark) + "," + firstSize
                + "," + lastSize + "," + total;
    }

    /** @param digest of the present page; 0 when it is empty */
    Repeated repeated(long digest) {
        if (digest == 0) {
            return Repeated.NONE;
        }
        if (digest == last) {
            return Repeated.LAST;
        }
        if (digest == first) {
            return Repeated.FIRST;
        }
        return digest == mark ? Repeated.EARLIER : Repeated.NONE;
    }

    /** @param number of the present page, the first being 0 */
    Trail then(long number, long digest, int size, OptionalLong announced) {
        boolean powerOfTwo = (number & (number - 1)) == 0;
        return new Trail(first, digest, powerOfTwo ? digest : mark, firstSize, size, announced.orElse(total));
    }

    /** Whether as many items were seen as were announced. */
    boolean isTotalReached(long seen) {
        return total >= 0 && seen >= total;
    }

    /** Whether the page before was shorter than the first, as a last page mostly is. */
    boolean endsShort() {
        return lastSize < firstSize;
    }
}
