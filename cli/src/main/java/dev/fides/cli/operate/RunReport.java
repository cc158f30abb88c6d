package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Excerpt;
import java.time.Duration;
import java.util.function.Consumer;

/** One run, for people: how it ended, what it counted, and what it found. */
final class RunReport {

    /** More would hide the counts above them; machines get all. */
    private static final int MOST_SHOWN = 20;

    private final Sheet sheet;

    RunReport(Sheet sheet) {
        this.sheet = sheet;
    }

    void print(JsonNode run) {
        String id = Sheet.text(run, "run");
        sheet.line(Sheet.type(run) + " of " + Sheet.text(run, "sync") + ", run " + id + ": "
                + Sheet.word(run.path("status").asText()));
        sheet.line("  wanted by " + Sheet.text(run, "requestedBy")
                + Sheet.instant(run, "createdAt")
                        .map(at -> ", " + Sheet.at(at) + " UTC")
                        .orElse("")
                + (run.has("durationMs")
                        ? ", took "
                                + Sheet.took(
                                        Duration.ofMillis(run.path("durationMs").asLong()))
                        : ""));
        RunCounts.equations(run).forEach(equation -> sheet.line("  " + equation));
        if (run.has("error")) {
            sheet.line("  " + Sheet.text(run, "error"));
        }
        problems(run.path("problems"));
        examples(run.path("examples"), run);
        next(run);
    }

    private void problems(JsonNode problems) {
        if (!problems.isEmpty()) {
            sheet.line("  what looks wrong in the host's listing:");
        }
        shown(
                problems,
                problem -> sheet.line("    page " + Sheet.text(problem, "page")
                        + (problem.has("key") ? ", key " + Sheet.text(problem, "key") : "") + ": "
                        + Sheet.text(problem, "reason")
                        + (problem.has("excerpt")
                                ? ": "
                                        + Sheet.plain(Excerpt.of(
                                                problem.path("excerpt").asText()))
                                : "")));
    }

    private void examples(JsonNode examples, JsonNode run) {
        if (!examples.isEmpty()) {
            sheet.line(run.path("type").asText().equals("PLAN") ? "  it would, for example:" : "  for example:");
        }
        shown(examples, example -> {
            sheet.line("    " + Sheet.word(example.path("finding").asText()) + " " + Sheet.text(example, "key")
                    + (example.has("note") ? ": " + Sheet.text(example, "note") : ""));
            example.path("fields")
                    .forEach(field -> sheet.line("      " + Sheet.text(field, "pointer") + ": "
                            + (field.has("from") ? value(field.path("from")) : "nothing") + " -> "
                            + value(field.path("to"))));
        });
    }

    private static String value(JsonNode value) {
        return Sheet.plain(Excerpt.of(value.toString()));
    }

    private void shown(JsonNode all, Consumer<JsonNode> each) {
        for (int i = 0; i < Math.min(MOST_SHOWN, all.size()); i++) {
            each.accept(all.get(i));
        }
        if (all.size() > MOST_SHOWN) {
            sheet.line("    and " + (all.size() - MOST_SHOWN) + " more: --json shows them");
        }
    }

    private void next(JsonNode run) {
        String id = Sheet.text(run, "run");
        JsonNode counters = run.path("counters");
        if (run.path("status").asText().equals("AWAITING_APPROVAL")) {
            sheet.line("See what it holds: ./setup.sh approve " + id + " --list; then ./setup.sh approve " + id
                    + " releases it, ./setup.sh cancel " + id + " drops it");
        } else if (counters.path("failed").asLong() + counters.path("parked").asLong() > 0) {
            sheet.line("Why records are parked: ./setup.sh parked " + Sheet.text(run, "sync"));
        }
    }
}
