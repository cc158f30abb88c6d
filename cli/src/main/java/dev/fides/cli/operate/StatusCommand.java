package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how all syncs stand, or one in detail. */
@Command(
        name = "status",
        description = {
            "Shows how all syncs stand, or one of them in detail.",
            "Asks the app at FIDES_URL (with FIDES_KEY), else the one on this machine, as all commands of this kind."
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SYNC", description = "One sync; all if left out.")
    private String sync;

    StatusCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        App app = asking.app();
        Sheet sheet = asking.sheet();
        AppAnswer answer = sync == null ? app.get("syncs", "syncs") : app.get("syncs/" + App.encoded(sync), "sync");
        asking.print(answer, () -> {
            JsonNode health = app.health();
            sheet.line(app.address() + ": " + Sheet.word(health.path("status").asText("health unknown")));
            health.path("hangingMappings")
                    .forEach(hanging -> sheet.line("  a mapping of " + Sheet.text(hanging, "sync")
                            + " hangs and takes a processor since " + Sheet.text(hanging, "since")
                            + ": mend it, then restart the app"));
            if (sync == null) {
                new StatusReport(sheet).all(answer.json());
            } else {
                new StatusReport(sheet).one(answer.json());
            }
        });
        return ExitStatus.DONE;
    }
}
