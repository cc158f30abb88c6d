package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.operate.Table.Column;
import java.util.List;
import java.util.StringJoiner;

/** How syncs stand, for people. */
final class StatusReport {

    private static final List<String> SIDES = List.of("host", "target");

    private final Sheet sheet;

    StatusReport(Sheet sheet) {
        this.sheet = sheet;
    }

    void all(JsonNode answer) {
        Table table = new Table(
                Column.text("SYNC", 1),
                Column.text("STATE", 2),
                Column.number("RECORDS", 5),
                Column.number("PARKED", 4),
                Column.number("BACKLOG", 6),
                Column.text("LAST RUN", 3));
        answer.path("syncs")
                .forEach(sync -> table.add(
                        Sheet.text(sync, "sync"),
                        state(sync),
                        Sheet.number(sync.path("records"), "published"),
                        Sheet.number(sync.path("records"), "parked"),
                        Sheet.number(sync, "backlog"),
                        lastRun(sync)));
        if (table.isEmpty()) {
            sheet.line("It has no sync definitions.");
        } else {
            sheet.table(table);
        }
        answer.path("notDefined")
                .forEach(sync -> sheet.line(Sheet.text(sync, "sync") + " is remembered, but no longer defined"
                        + (sync.has("forget")
                                ? "; forgetting it: "
                                        + Sheet.word(sync.path("forget")
                                                .path("status")
                                                .asText())
                                : "")));
    }

    void one(JsonNode sync) {
        String name = Sheet.text(sync, "sync");
        line("sync", name + ", " + state(sync));
        if (sync.path("paused").asBoolean()) {
            line(
                    "paused",
                    "by " + Sheet.text(sync, "pausedBy") + " since " + Sheet.text(sync, "pausedSince")
                            + "; it goes on with ./setup.sh resume " + name);
        }
        JsonNode records = sync.path("records");
        StringJoiner counts = new StringJoiner(", ");
        records.properties()
                .forEach(count ->
                        counts.add(Sheet.number(count.getValue().asLong()) + " " + Sheet.plain(count.getKey())));
        line("records", counts.toString());
        line("backlog", Sheet.number(sync, "backlog") + " changes wait to be published");
        SIDES.forEach(side -> line(side, circuit(sync.path("circuits").path(side))));
        sync.path("activeRuns").forEach(run -> line("active", run(run)));
        if (sync.has("lastRun")) {
            line("last run", run(sync.path("lastRun")));
        } else {
            line("last run", "none yet; ./setup.sh import " + name + " --wait");
        }
        if (records.path("parked").asLong() > 0) {
            sheet.line("Why records are parked: ./setup.sh parked " + name);
        }
    }

    private void line(String what, String is) {
        sheet.line(String.format("%-9s %s", what, is));
    }

    /** The one thing that matters most. */
    private static String state(JsonNode sync) {
        if (sync.path("paused").asBoolean()) {
            return "paused";
        }
        for (JsonNode run : sync.path("activeRuns")) {
            if (run.path("status").asText().equals("AWAITING_APPROVAL")) {
                return "deletes held";
            }
        }
        for (String side : SIDES) {
            if (sync.path("circuits").path(side).path("state").asText().equals("open")) {
                return side + " held off";
            }
        }
        JsonNode active = sync.path("activeRuns").path(0);
        return active.isMissingNode()
                ? "ok"
                : Sheet.type(active) + " " + Sheet.word(active.path("status").asText());
    }

    private String lastRun(JsonNode sync) {
        JsonNode run = sync.path("lastRun");
        return run.isMissingNode() ? "none yet" : kind(run) + ended(run);
    }

    private String run(JsonNode run) {
        return kind(run) + ended(run) + ", run " + Sheet.text(run, "run");
    }

    private static String kind(JsonNode run) {
        return Sheet.type(run) + " " + Sheet.word(run.path("status").asText());
    }

    private String ended(JsonNode run) {
        return Sheet.instant(run, "endedAt").map(at -> ", " + sheet.ago(at)).orElse("");
    }

    private static String circuit(JsonNode circuit) {
        StringBuilder said =
                new StringBuilder(circuit.path("state").asText().equals("open") ? "held off" : "is called");
        if (!circuit.path("mode").asText("auto").equals("auto")) {
            said.append(", forced by ").append(Sheet.text(circuit, "by"));
        }
        if (circuit.path("state").asText().equals("open")) {
            said.append(" since ").append(Sheet.text(circuit, "since"));
        }
        if (circuit.has("nextTrialAt")) {
            said.append(", tried again at ").append(Sheet.text(circuit, "nextTrialAt"));
        }
        if (circuit.has("waitsUntil")) {
            said.append(", asked to be left alone until ").append(Sheet.text(circuit, "waitsUntil"));
        }
        if (circuit.has("why")) {
            said.append(": ").append(Sheet.text(circuit, "why"));
        }
        return said.toString();
    }
}
