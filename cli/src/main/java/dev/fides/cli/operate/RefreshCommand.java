package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks at a record of the host and does what it says. */
@Command(
        name = "refresh",
        description =
                "Reads a record from the host now, publishes or deletes it if that is needed, and waits some seconds for the outcome.",
        exitCodeListHeading = ExitStatus.HEADING,
        exitCodeList = {ExitStatus.DONE_SAID, ExitStatus.FAILED_SAID, ExitStatus.MISUSE_SAID, ExitStatus.NOT_ASKED_SAID
        })
final class RefreshCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key of the record.")
    private String key;

    RefreshCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer = asking.app()
                .post(
                        "syncs/" + App.encoded(sync) + "/records?key=" + App.encoded(key),
                        JsonNodeFactory.instance.objectNode());
        String outcome = answer.json().path("outcome").asText();
        asking.print(answer, () -> {
            asking.sheet()
                    .line("record " + Sheet.plain(key) + " of sync " + Sheet.plain(sync) + ": " + Sheet.word(outcome));
            if (!outcome.equals("PUBLISHED")) {
                asking.sheet().line("Why: ./setup.sh explain " + Sheet.plain(sync) + " " + Sheet.plain(key));
            }
        });
        return outcome.equals("FAILED") ? ExitStatus.FAILED : ExitStatus.DONE;
    }
}
