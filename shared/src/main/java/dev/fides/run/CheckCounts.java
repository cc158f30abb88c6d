package dev.fides.run;

/**
 * What a clean-up found; {@code checked = present + nominated + foreign + unreadable}.
 *
 * @param checked documents and states that were looked at, each once
 * @param present the host has them and the mapping makes a document of them
 * @param nominated the host does not have them, or the mapping says that they are not for the target
 * @param foreign documents in the target that this sync has not published
 * @param unreadable the host does not give them, or the target lists them unreadably: nothing is concluded
 */
public record CheckCounts(long checked, long present, long nominated, long foreign, long unreadable) {

    public static final CheckCounts NONE = new CheckCounts(0, 0, 0, 0, 0);

    /** Counts of what could all be read. */
    public CheckCounts(long checked, long present, long nominated, long foreign) {
        this(checked, present, nominated, foreign, 0);
    }

    public CheckCounts {
        if (checked != present + nominated + foreign + unreadable) {
            throw new IllegalArgumentException("checked " + checked + " is not the sum of present " + present
                    + ", nominated " + nominated + ", foreign " + foreign + ", unreadable " + unreadable);
        }
    }

    public static CheckCounts of(long present, long nominated, long foreign, long unreadable) {
        return new CheckCounts(present + nominated + foreign + unreadable, present, nominated, foreign, unreadable);
    }

    public CheckCounts plus(CheckCounts other) {
        return of(
                present + other.present,
                nominated + other.nominated,
                foreign + other.foreign,
                unreadable + other.unreadable);
    }
}
