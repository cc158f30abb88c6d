package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a run. */
@Command(name = "cancel", description = "Stops a run; what it has published stays.")
final class CancelCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Mixin
    private final RunParameter run = new RunParameter();

    CancelCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        App app = asking.app();
        AppAnswer answer = app.post(run.find(app).path() + "/cancel", JsonNodeFactory.instance.objectNode());
        asking.print(answer, () -> new RunReport(asking.sheet()).print(answer.json()));
        return ExitStatus.DONE;
    }
}
