package dev.fides.run;

/**
 * What a clean-up found; {@code checked = present + nominated + foreign}.
 *
 * @param checked documents and states that were looked at, each once
 * @param present the host has them and the mapping makes a document of them
 * @param nominated the host does not have them, or the mapping says that they are not for the target
 * @param foreign documents in the target that this sync has not published
 */
public record CheckCounts(long checked, long present, long nominated, long foreign) {

    public static final CheckCounts NONE = new CheckCounts(0, 0, 0, 0);

    public CheckCounts {
        if (checked != present + nominated + foreign) {
            throw new IllegalArgumentException("checked " + checked + " is not the sum of present " + present
                    + ", nominated " + nominated + ", foreign " + foreign);
        }
    }

    public static CheckCounts of(long present, long nominated, long foreign) {
        return new CheckCounts(present + nominated + foreign, present, nominated, foreign);
    }

    public CheckCounts plus(CheckCounts other) {
        return of(present + other.present, nominated + other.nominated, foreign + other.foreign);
    }
}
