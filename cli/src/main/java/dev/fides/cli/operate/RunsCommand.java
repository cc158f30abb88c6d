package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import dev.fides.cli.operate.Table.Column;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists runs of a sync. */
@Command(name = "runs", description = "Lists the runs of a sync, the newest first.")
final class RunsCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Option(names = "--limit", paramLabel = "N", description = "So many at most (${DEFAULT-VALUE}, up to 100).")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "C", description = "Go on where a list has ended that said so.")
    private String cursor;

    RunsCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer = asking.app()
                .get("syncs/" + App.encoded(sync) + "/runs?limit=" + limit
                        + (cursor == null ? "" : "&cursor=" + App.encoded(cursor)));
        asking.print(answer, () -> print(answer.json(), asking.sheet()));
        return ExitStatus.DONE;
    }

    private void print(JsonNode answer, Sheet sheet) {
        Table table = new Table(
                Column.id("RUN"),
                Column.text("TYPE", 3),
                Column.text("STATUS", 2),
                Column.text("STARTED (UTC)", 6),
                Column.number("TOOK", 5),
                Column.text("COUNTS", 4));
        answer.path("runs")
                .forEach(run -> table.add(
                        Sheet.text(run, "run"),
                        Sheet.type(run),
                        Sheet.word(run.path("status").asText()),
                        Sheet.instant(run, "createdAt").map(Sheet::at).orElse(""),
                        run.has("durationMs")
                                ? Sheet.took(
                                        Duration.ofMillis(run.path("durationMs").asLong()))
                                : "",
                        RunCounts.brief(run)));
        if (table.isEmpty()) {
            sheet.line("No runs yet; ./setup.sh import " + sync + " --wait");
        } else {
            sheet.table(table);
        }
        if (answer.has("next")) {
            sheet.line("Older ones: ./setup.sh runs " + sync + " --limit " + limit + " --cursor "
                    + Sheet.text(answer, "next"));
        }
    }
}
