package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import dev.fides.cli.operate.Table.Column;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists parked records. */
@Command(
        name = "parked",
        description =
                "Lists the records of a sync that are parked, with the reason: the mapping, the schema or the target refuses them.")
final class ParkedCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those of this reason, such as TARGET_REFUSED.")
    private String reason;

    @Option(names = "--cursor", paramLabel = "C", description = "Go on where a list has ended that said so.")
    private String cursor;

    ParkedCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        Optional.ofNullable(reason).ifPresent(only -> query.add("reason=" + App.encoded(only)));
        Optional.ofNullable(cursor).ifPresent(from -> query.add("cursor=" + App.encoded(from)));
        AppAnswer answer = asking.app().get("syncs/" + App.encoded(sync) + "/failures" + query);
        asking.print(answer, () -> print(answer.json(), asking.sheet()));
        return ExitStatus.DONE;
    }

    private void print(JsonNode answer, Sheet sheet) {
        Table table = new Table(
                Column.text("KEY", 1),
                Column.text("REASON", 2),
                Column.number("TRIES", 4),
                Column.text("NEXT (UTC)", 5),
                Column.text("MESSAGE", 3));
        answer.path("failures").forEach(record -> {
            JsonNode failure = record.path("failure");
            table.add(
                    Sheet.text(record, "key"),
                    Sheet.text(failure, "reason"),
                    Sheet.number(failure, "attempts"),
                    Sheet.instant(failure, "nextRetryAt").map(Sheet::at).orElse("on change"),
                    Sheet.text(failure, "message"));
        });
        if (table.isEmpty()) {
            sheet.line("No record is parked.");
            return;
        }
        sheet.table(table);
        if (answer.has("next")) {
            sheet.line("More: ./setup.sh parked " + Sheet.plain(sync)
                    + (reason == null ? "" : " --reason " + Sheet.plain(reason)) + " --cursor "
                    + Sheet.text(answer, "next"));
        }
        sheet.line("A message in full: ./setup.sh explain " + Sheet.plain(sync) + " KEY. When the cause is mended:"
                + " ./setup.sh retry " + Sheet.plain(sync));
    }
}
