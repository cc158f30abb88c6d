package dev.fides.run;

/**
 * What a verification found.
 *
 * @param same the target holds what the mapped host has, or neither has it
 * @param differs both have it, with different content
 * @param missing the host has it, the target lost it
 * @param extra the sync published it, the host does not have it any more; a matter for clean-up
 * @param foreign the target has it, this sync never published it and the host does not know it
 * @param unreadable the host cannot give it, or it cannot be mapped
 */
public record VerifyCounts(long same, long differs, long missing, long extra, long foreign, long unreadable) {

    public static final VerifyCounts NONE = new VerifyCounts(0, 0, 0, 0, 0, 0);

    /** How many records and documents were compared. */
    public long compared() {
        return same + differs + missing + extra + foreign + unreadable;
    }

    public VerifyCounts plus(VerifyCounts other) {
        return new VerifyCounts(
                same + other.same,
                differs + other.differs,
                missing + other.missing,
                extra + other.extra,
                foreign + other.foreign,
                unreadable + other.unreadable);
    }
}
