package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts a run of the type that the command is named after. */
@Command(
        exitCodeListHeading = ExitStatus.HEADING,
        exitCodeList = {
            ExitStatus.DONE_SAID,
            ExitStatus.FAILED_SAID,
            ExitStatus.MISUSE_SAID,
            ExitStatus.NOT_ASKED_SAID,
            ExitStatus.HELD_SAID
        })
abstract class RunStart implements Callable<Integer> {

    @Mixin
    private final Asking asking;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Option(
            names = "--wait",
            description = "Show how far it is until it ends, and end as it does. Ctrl+C ends the waiting, not the run.")
    private boolean wait;

    RunStart(Surroundings around) {
        this.asking = new Asking(around);
    }

    /** Adds what the run is asked to do in another way than usual. */
    void ask(ObjectNode options) {}

    @Override
    public Integer call() {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        ask(options);
        App app = asking.app();
        AppAnswer answer = app.post("syncs/" + App.encoded(sync) + "/" + spec.name(), options);
        String run = answer.json().path("run").asText();
        if (wait) {
            return new Following(asking, app).toItsEnd(new RunPlace(sync, run));
        }
        asking.print(
                answer,
                () -> asking.sheet()
                        .line("Started " + spec.name() + " of " + sync + ". How far it is: ./setup.sh follow "
                                + Sheet.plain(run)));
        return ExitStatus.DONE;
    }

    /** Publishes what changed. */
    @Command(name = "import", description = "Publishes what has changed at the host.")
    static final class Import extends RunStart {

        @Option(names = "--limit", paramLabel = "N", description = "Only the first N records, to try it.")
        private Long limit;

        @Option(names = "--key", paramLabel = "KEY", description = "Only this record; may be given several times.")
        private List<String> keys = List.of();

        Import(Surroundings around) {
            super(around);
        }

        @Override
        void ask(ObjectNode options) {
            if (limit != null) {
                options.put("limit", limit);
            }
            if (!keys.isEmpty()) {
                keys.forEach(options.putArray("keys")::add);
            }
        }
    }

    /** Publishes everything. */
    @Command(
            name = "reimport",
            description = "Publishes every record, changed or not, and then cleans up if a clean-up is scheduled.")
    static final class Reimport extends RunStart {
        Reimport(Surroundings around) {
            super(around);
        }
    }

    /** Shows what an import would do. */
    @Command(
            name = "plan",
            description = "Shows what an import and a clean-up would do, with examples; writes nothing.")
    static final class Plan extends RunStart {
        Plan(Surroundings around) {
            super(around);
        }
    }

    /** Compares the target with the mapped host. */
    @Command(
            name = "verify",
            description = "Compares what the target holds with the mapped host, and counts what is wrong; only reads.")
    static final class Verify extends RunStart {

        @Option(names = "--repair", description = "Also refresh the records that differ.")
        private boolean repair;

        Verify(Surroundings around) {
            super(around);
        }

        @Override
        void ask(ObjectNode options) {
            if (repair) {
                options.put("repair", true);
            }
        }
    }

    /** Deletes what the host no longer has. */
    @Command(
            name = "clean-up",
            description = "Deletes from the target what the host no longer has; holds what looks like too much.")
    static final class CleanUp extends RunStart {
        CleanUp(Surroundings around) {
            super(around);
        }
    }
}
