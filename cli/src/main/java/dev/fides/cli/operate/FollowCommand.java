package dev.fides.cli.operate;

import dev.fides.cli.app.App;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a run until it ends. */
@Command(
        name = "follow",
        description = {
            "Shows how far a run is until it ends, and then what came of it: counts, error, problems, examples.",
            "Of a run that has ended only the latter. Ctrl+C ends the looking, not the run."
        },
        exitCodeListHeading = ExitStatus.HEADING,
        exitCodeList = {
            ExitStatus.DONE_SAID,
            ExitStatus.FAILED_SAID,
            ExitStatus.MISUSE_SAID,
            ExitStatus.NOT_ASKED_SAID,
            ExitStatus.HELD_SAID
        })
final class FollowCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Mixin
    private final RunParameter run = new RunParameter();

    FollowCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        App app = asking.app();
        return new Following(asking, app).toItsEnd(run.find(app));
    }
}
