package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Pauses a sync. */
@Command(
        name = "pause",
        description = "Stops steps and publishing of a sync; events are still accepted, and nothing is lost.")
final class PauseCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    PauseCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer =
                asking.app().post("syncs/" + App.encoded(sync) + "/pause", JsonNodeFactory.instance.objectNode());
        asking.print(
                answer,
                () -> asking.sheet()
                        .line("Sync " + Sheet.plain(sync) + " is paused; it goes on with ./setup.sh resume "
                                + Sheet.plain(sync)));
        return ExitStatus.DONE;
    }
}
