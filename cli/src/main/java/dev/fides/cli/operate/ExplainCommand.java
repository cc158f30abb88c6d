package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says why a record is as it is. */
@Command(
        name = "explain",
        description =
                "Says what Fides knows of a record: what the target confirmed, what the host has now, what an import would do and why.")
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Mixin
    private final RecordParameters record = new RecordParameters();

    ExplainCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer = asking.app().get(record.path());
        asking.print(answer, () -> print(answer.json(), asking.sheet()));
        return ExitStatus.DONE;
    }

    private void print(JsonNode explained, Sheet sheet) {
        sheet.line(record.named());
        sheet.line("an import would: " + Sheet.text(explained, "intent") + ", because " + Sheet.text(explained, "why"));
        JsonNode state = explained.path("state");
        if (state.isMissingNode()) {
            sheet.line("state: Fides has never seen it, or has forgotten it");
        } else {
            state(state, sheet);
        }
        if (explained.has("host")) {
            sheet.line("host record:");
            explained.path("host").toPrettyString().lines().forEach(line -> sheet.line("  " + Sheet.plain(line)));
        } else {
            sheet.line("host record: "
                    + (explained.path("intent").asText().equals("UNKNOWN")
                            ? "it could not be read"
                            : "none was found"));
        }
        sheet.line("With document, request and differences: ./setup.sh preview " + record.words());
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
