package dev.fides.run;

/**
 * What the reading side of a run found; {@code read = unchanged + changed + filtered + parked + invalid}.
 *
 * @param read items of the host's pages
 * @param unchanged the target already holds what the host has
 * @param changed sent to the publisher
 * @param filtered the mapping says that the target is not to have them
 * @param parked failed before with this very content and are not due
 * @param invalid without a usable key, with the key of another item of the page, or could not be mapped
 */
public record ReadCounts(long read, long unchanged, long changed, long filtered, long parked, long invalid) {

    public static final ReadCounts NONE = new ReadCounts(0, 0, 0, 0, 0, 0);

    public ReadCounts {
        if (read != unchanged + changed + filtered + parked + invalid) {
            throw new IllegalArgumentException(
                    "read " + read + " is not the sum of unchanged " + unchanged + ", changed " + changed
                            + ", filtered " + filtered + ", parked " + parked + ", invalid " + invalid);
        }
    }

    public ReadCounts plus(ReadCounts other) {
        return new ReadCounts(
                read + other.read,
                unchanged + other.unchanged,
                changed + other.changed,
                filtered + other.filtered,
                parked + other.parked,
                invalid + other.invalid);
    }
}
