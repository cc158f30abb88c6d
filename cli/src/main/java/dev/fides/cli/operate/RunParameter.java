package dev.fides.cli.operate;

import dev.fides.cli.app.App;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class RunParameter {

    @Parameters(index = "0", paramLabel = "RUN", description = "The run, by the id that ./setup.sh runs SYNC lists.")
    private String id;

    String id() {
        return id;
    }

    /** @throws dev.fides.cli.app.AppException when no sync has it */
    RunPlace find(App app) {
        return RunPlace.find(app, id);
    }
}
