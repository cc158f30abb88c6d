package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a run. */
@Command(
        name = "cancel",
        description = "Stops a run; what it has published stays.",
        exitCodeListHeading = ExitStatus.HEADING,
        exitCodeList = {ExitStatus.DONE_SAID, ExitStatus.FAILED_SAID, ExitStatus.MISUSE_SAID, ExitStatus.NOT_ASKED_SAID
        })
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run, by the id that ./setup.sh runs SYNC lists.")
    private String run;

    CancelCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        App app = asking.app();
        AppAnswer answer = app.post(RunPlace.find(app, run).path() + "/cancel", JsonNodeFactory.instance.objectNode());
        asking.print(answer, () -> new RunReport(asking.sheet()).print(answer.json()));
        return ExitStatus.DONE;
    }
}
