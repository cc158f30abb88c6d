package dev.fides.cli.operate;

import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAddress;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.ExitStatus;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common that ask the app. */
@Command(
        exitCodeListHeading = ExitStatus.HEADING,
        exitCodeList = {ExitStatus.DONE_SAID, ExitStatus.FAILED_SAID, ExitStatus.MISUSE_SAID, ExitStatus.NOT_ASKED_SAID
        })
final class Asking {

    private final Surroundings around;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the app's answer as it is.")
    private boolean json;

    Asking(Surroundings around) {
        this.around = around;
    }

    Surroundings around() {
        return around;
    }

    boolean wantsJson() {
        return json;
    }

    App app() {
        try {
            return new App(AppAddress.of(around.settings()));
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    ParameterException misuse(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    Sheet sheet() {
        return new Sheet(out(), around.terminal(), around.clock());
    }

    /** Prints an answer: as it is for machines, and else in words. */
    void print(AppAnswer answer, Runnable words) {
        if (json) {
            out().println(answer.text());
        } else {
            words.run();
        }
        out().flush();
    }
}
