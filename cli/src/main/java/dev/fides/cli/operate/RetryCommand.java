package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries parked records again. */
@Command(name = "retry", description = "Tries the parked records of a sync again, all or those of one reason.")
final class RetryCommand implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those of this reason, such as TARGET_REFUSED.")
    private String reason;

    RetryCommand(Surroundings around) {
        this.asking = new Asking(around);
    }

    @Override
    public Integer call() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (reason != null) {
            body.put("reason", reason);
        }
        AppAnswer answer = asking.app().post("syncs/" + App.encoded(sync) + "/failures/retry", body);
        asking.print(
                answer,
                () -> asking.sheet()
                        .line("Records that are tried again: " + Sheet.number(answer.json(), "sent")
                                + "; those that stay parked: ./setup.sh parked " + Sheet.plain(sync)));
        return ExitStatus.DONE;
    }
}
