package dev.fides.run;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which page of a run.
 *
 * @param page of the run that it was written with
 * @param claim of the run under which it was written
 * @param part from 0, where a page needs several pages
 */
public record RunPageId(String runId, int page, int claim, int part) {

    private static final Pattern FORM = Pattern.compile("p(\\d{8})-c(\\d{6})-s(\\d{4})");

    public RunPageId {
        Objects.requireNonNull(runId, "runId");
    }

    /**
     * The id with this text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RunPageId parse(String runId, String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not the id of a page: " + text + ": run " + runId);
        }
        return new RunPageId(runId, number(parts, 1), number(parts, 2), number(parts, 3));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** Unique among the run's pages of one kind; in the order of their pages. */
    public String text() {
        return String.format(Locale.ROOT, "p%08d-c%06d-s%04d", page, claim, part);
    }
}
