package dev.fides.local.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How far a run is, as a line can say it.
 *
 * @param done records that it is through with
 * @param expected records that it will have to do with; 0 where nobody knows yet
 * @param counts in the order in which they are said
 */
public record RunProgress(long done, long expected, List<Count> counts, String status) {

    private static final Set<String> ENDED =
            Set.of("COMPLETED", "COMPLETED_WITH_FAILURES", "INCOMPLETE", "FAILED", "CANCELLED", "SUPERSEDED");

    private static final Set<String> READING = Set.of("QUEUED", "RUNNING");

    /** What is final for a record of an import. */
    private static final List<String> SETTLED = List.of(
            "unchanged",
            "filtered",
            "parked",
            "invalid",
            "published",
            "deleted",
            "superseded",
            "failed",
            "held",
            "cancelled");

    public RunProgress {
        counts = List.copyOf(counts);
    }

    /**
     * One number.
     *
     * @param rank 1 stays longest where there is too little room for all
     */
    public record Count(String name, long value, int rank) {

        String text() {
            return String.format(Locale.ROOT, "%s %,d", name, value);
        }
    }

    /** Of a run as the app's HTTP API tells it. */
    public static RunProgress of(JsonNode run, long expected) {
        JsonNode counters = run.path("counters");
        String status = run.path("status").asText();
        return switch (run.path("type").asText()) {
            case "CLEAN_UP" ->
                new RunProgress(
                        number(counters, "checked"),
                        expected,
                        List.of(
                                count(counters, "checked", 1),
                                count(counters, "nominated", 2),
                                count(counters, "deleted", 3)),
                        status);
            case "VERIFY" ->
                new RunProgress(
                        number(counters, "compared"),
                        expected,
                        List.of(
                                count(counters, "compared", 1),
                                count(counters, "differs", 2),
                                count(counters, "missing", 3),
                                count(counters, "extra", 4)),
                        status);
            case "PLAN" ->
                new RunProgress(
                        number(counters, "read"),
                        expected,
                        List.of(
                                count(counters, "read", 1),
                                count(counters, "changed", 2),
                                count(counters, "checked", 4),
                                count(counters, "nominated", 3)),
                        status);
            default -> ofImport(counters, expected, status);
        };
    }

    private static RunProgress ofImport(JsonNode counters, long expected, String status) {
        return new RunProgress(
                SETTLED.stream().mapToLong(name -> number(counters, name)).sum(),
                // While it reads, what it has read says nothing of what is to come.
                expected == 0 && READING.contains(status) ? 0 : Math.max(expected, number(counters, "read")),
                List.of(
                        count(counters, "read", 3),
                        count(counters, "unchanged", 4),
                        count(counters, "changed", 2),
                        count(counters, "published", 1)),
                status);
    }

    private static Count count(JsonNode counters, String name, int rank) {
        return new Count(name, number(counters, name), rank);
    }

    private static long number(JsonNode counters, String name) {
        return counters.path(name).asLong();
    }

    /** Whether nothing will happen in this run any more. */
    public boolean hasEnded() {
        return ENDED.contains(status);
    }

    /** Whether it goes on only when somebody says so. */
    public boolean awaitsApproval() {
        return status.equals("AWAITING_APPROVAL");
    }

    /** From 0 to 1; what was given up stays where it was. */
    double share() {
        if (status.startsWith("COMPLETED")) {
            return 1;
        }
        return expected == 0 ? 0 : Math.min(1.0, (double) done / expected);
    }
}
