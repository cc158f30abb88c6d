package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a pause. */
@Command(name = "resume", description = "Lets a paused sync go on.")
final class ResumeCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    ResumeCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer =
                asking.app().post("syncs/" + App.encoded(sync) + "/resume", JsonNodeFactory.instance.objectNode());
        asking.print(
                answer,
                () -> asking.sheet()
                        .line("Sync " + Sheet.plain(sync)
                                + (answer.json().path("wasPaused").asBoolean() ? " goes on" : " was not paused")));
        return ExitStatus.DONE;
    }
}
