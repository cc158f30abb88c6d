package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a record is as it is. */
@Command(
        name = "explain",
        description =
                "Says what Fides knows of a record: what the target confirmed, what the host has now, what an import would do and why.",
        exitCodeListHeading = ExitStatus.HEADING,
        exitCodeList = {ExitStatus.DONE_SAID, ExitStatus.FAILED_SAID, ExitStatus.MISUSE_SAID, ExitStatus.NOT_ASKED_SAID
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key of the record.")
    private String key;

    ExplainCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer = asking.app().get("syncs/" + App.encoded(sync) + "/records?key=" + App.encoded(key));
        asking.print(answer, () -> print(answer.json(), asking.sheet()));
        return ExitStatus.DONE;
    }

    private void print(JsonNode record, Sheet sheet) {
        sheet.line("record " + Sheet.plain(key) + " of sync " + Sheet.plain(sync));
        sheet.line("an import would: " + Sheet.text(record, "intent") + ", because " + Sheet.text(record, "why"));
        JsonNode state = record.path("state");
        if (state.isMissingNode()) {
            sheet.line("state: Fides has never seen it, or has forgotten it");
        } else {
            state(state, sheet);
        }
        if (record.has("host")) {
            sheet.line("host record:");
            record.path("host").toPrettyString().lines().forEach(line -> sheet.line("  " + Sheet.plain(line)));
        } else {
            sheet.line("host record: "
                    + (record.path("intent").asText().equals("UNKNOWN") ? "it could not be read" : "none was found"));
        }
        sheet.line("With document, request and differences: ./setup.sh preview " + Sheet.plain(sync) + " "
                + Sheet.plain(key));
    }

    private static void state(JsonNode state, Sheet sheet) {
        sheet.line("state:");
        state.properties().stream()
                .filter(member -> !member.getKey().equals("failure"))
                .forEach(member -> sheet.line("  " + Sheet.plain(member.getKey()) + ": " + said(member.getValue())));
        JsonNode failure = state.path("failure");
        if (!failure.isMissingNode()) {
            sheet.line("parked:");
            failure.properties()
                    .forEach(
                            member -> sheet.line("  " + Sheet.plain(member.getKey()) + ": " + said(member.getValue())));
        }
    }

    private static String said(JsonNode value) {
        return Sheet.plain(value.isValueNode() ? value.asText() : value.toString());
    }
}
