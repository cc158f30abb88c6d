package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at a record of the host and does what it says. */
@Command(
        name = "refresh",
        description =
                "Reads a record from the host now, publishes or deletes it if that is needed, and waits some seconds for the outcome.")
final class RefreshCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Mixin
    private final RecordParameters record = new RecordParameters();

    RefreshCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        AppAnswer answer = asking.app().post(record.path(), JsonNodeFactory.instance.objectNode());
        String outcome = answer.json().path("outcome").asText();
        asking.print(answer, () -> {
            asking.sheet().line(record.named() + ": " + Sheet.word(outcome));
            if (!outcome.equals("PUBLISHED")) {
                asking.sheet().line("Why: ./setup.sh explain " + record.words());
            }
        });
        return outcome.equals("FAILED") ? ExitStatus.FAILED : ExitStatus.DONE;
    }
}
