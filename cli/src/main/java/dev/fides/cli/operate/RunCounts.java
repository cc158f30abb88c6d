package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run counted, as the equations that hold. */
final class RunCounts {

    private static final List<String> READ = List.of("unchanged", "changed", "filtered", "parked", "invalid");
    private static final List<String> OUTCOMES =
            List.of("published", "superseded", "deleted", "held", "failed", "cancelled", "pending");
    private static final List<String> CHECKED = List.of("present", "nominated", "foreign", "unreadable");
    private static final List<String> COMPARED =
            List.of("same", "differs", "missing", "extra", "foreign", "unreadable");

    private RunCounts() {}

    /** A line for each equation. */
    static List<String> equations(JsonNode run) {
        JsonNode counters = run.path("counters");
        List<String> lines = new ArrayList<>();
        if (counters.has("read")) {
            lines.add(equation(counters, "read", READ));
        }
        if (counters.has("checked")) {
            lines.add(equation(counters, "checked", CHECKED));
        }
        if (counters.has("compared")) {
            lines.add(equation(counters, "compared", COMPARED));
        }
        if (counters.has("published")) {
            lines.add(equation(counters, counters.has("changed") ? "changed" : "nominated", OUTCOMES));
        }
        return lines;
    }

    private static String equation(JsonNode counters, String whole, List<String> parts) {
        return parts.stream()
                .map(part -> part + " " + Sheet.number(counters, part))
                .collect(Collectors.joining(" + ", whole + " " + Sheet.number(counters, whole) + " = ", ""));
    }

    /** What is not zero, without what follows from it; where that is nothing, why. */
    static String brief(JsonNode run) {
        JsonNode counters = run.path("counters");
        StringJoiner brief = new StringJoiner(", ");
        Stream.of("read", "checked", "compared", "changed", "nominated", "differs", "missing", "extra")
                .filter(name -> counters.path(name).asLong() > 0)
                .forEach(name -> brief.add(name + " " + Sheet.number(counters, name)));
        Stream.of("published", "deleted", "failed", "parked", "held", "cancelled", "pending")
                .filter(name -> counters.path(name).asLong() > 0)
                .forEach(name -> brief.add(name + " " + Sheet.number(counters, name)));
        return brief.length() > 0
                ? brief.toString()
                : Sheet.plain(Excerpt.of(run.path("error").asText()));
    }
}
