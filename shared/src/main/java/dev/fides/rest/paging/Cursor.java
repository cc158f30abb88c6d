package dev.fides.rest.paging;

import dev.fides.model.PermanentException;
import dev.fides.rest.http.Messages;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a listing goes on. Its text is all that another process needs, and it remembers enough to notice, whatever the
 * length of the circle, that a listing goes round in circles: by Brent's algorithm it keeps one earlier position, replaced
 * at every step whose number is a power of two.
 *
 * @param position what the paging style understands
 * @param step number of the page it leads to, the first being 0
 * @param seen items on the pages before
 * @param mark the earlier position, shortened to a hash
 * @param trail what is remembered of the content of the pages before
 */
public record Cursor(String position, long step, long seen, String mark, Trail trail) {

    /** An older version wrote no trail. */
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.([0-9a-f]*)(?:\\.([0-9a-f,-]*))?:(.*)", Pattern.DOTALL);

    public static Cursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new PermanentException("not a cursor of this service: " + Messages.excerpt(text));
        }
        return new Cursor(
                matcher.group(5),
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                Trail.parse(matcher.group(4) == null ? "" : matcher.group(4)));
    }

    /**
     * The content of a page, as far as it is remembered.
     *
     * @param items how many there are
     * @param digest of them; 0 when there are none
     * @param total the number of all records, where the page has it
     */
    public record Content(int items, long digest, OptionalLong total) {}

    /** The cursor of the second page. */
    public static Cursor second(String position, Content first) {
        return new Cursor(
                position,
                1,
                first.items(),
                shortened(position),
                Trail.begin(first.digest(), first.items(), first.total()));
    }

    /**
     * The cursor of the page after this one's.
     *
     * @param keepsPlace whether the service keeps the place, so that the same position leads on
     * @throws PermanentException when the listing has been there before
     */
    public Cursor next(String nextPosition, Content content, boolean keepsPlace) {
        String shortened = shortened(nextPosition);
        if (keepsPlace) {
            return after(nextPosition, shortened, content);
        }
        if (shortened.equals(mark) || nextPosition.equals(position)) {
            throw new PermanentException("the listing repeats itself: page " + (step + 1) + " would be at "
                    + Messages.excerpt(nextPosition) + " again");
        }
        return after(nextPosition, shortened, content);
    }

    private Cursor after(String nextPosition, String shortened, Content content) {
        long number = step + 1;
        boolean powerOfTwo = (number & (number - 1)) == 0;
        return new Cursor(
                nextPosition,
                number,
                seen + content.items(),
                powerOfTwo ? shortened : mark,
                trail.then(step, content.digest(), content.items(), content.total()));
    }

    /** 64 bits (FNV-1a): enough to tell the positions of one listing apart. */
    private static String shortened(String position) {
        return Long.toHexString(hash(position));
    }

    static long hash(String position) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < position.length(); i++) {
            hash = (hash ^ position.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    public String text() {
        return step + "." + seen + "." + mark + "." + trail.text() + ":" + position;
    }
}
