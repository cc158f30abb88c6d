package dev.fides.run;

import java.util.Objects;

/** What one page of any listing brought. */
public record Tally(ReadCounts read, CheckCounts check, VerifyCounts verified) {

    /** A page that counts nothing. */
    public static final Tally NONE = new Tally(ReadCounts.NONE, CheckCounts.NONE, VerifyCounts.NONE);

    public Tally {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(verified, "verified");
    }

    public static Tally of(ReadCounts read) {
        return new Tally(read, CheckCounts.NONE, VerifyCounts.NONE);
    }

    public static Tally of(CheckCounts check) {
        return new Tally(ReadCounts.NONE, check, VerifyCounts.NONE);
    }

    public static Tally of(VerifyCounts verified) {
        return new Tally(ReadCounts.NONE, CheckCounts.NONE, verified);
    }
}
