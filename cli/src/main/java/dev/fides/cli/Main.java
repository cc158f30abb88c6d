package dev.fides.cli;

import dev.fides.cli.check.CheckCommand;
import dev.fides.cli.init.InitCommand;
import dev.fides.cli.preview.PreviewCommand;
import dev.fides.cli.settings.CommandSettings;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands of {@code setup.sh} that need no app; ends with 0 if all is well, 1 if something is wrong, 2 if misused. */
@Command(name = "./setup.sh", synopsisSubcommandLabel = "COMMAND")
public final class Main {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // the library itself looks at it
    private boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("fides.home", "."));
        int status = commandLine(new CommandSettings(home, System.getenv())).execute(arguments);
        System.exit(status);
    }

    /** The commands for an environment; streams can be replaced. */
    static CommandLine commandLine(CommandSettings settings) {
        CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(new CheckCommand(settings));
        commands.addSubcommand(new PreviewCommand(settings));
        commands.addSubcommand(new InitCommand(settings));
        commands.setExecutionExceptionHandler((e, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println("fides: " + said(e));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commands;
    }

    private static String said(Exception e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            // Its message is nothing but the path.
            return file.getFile() + " cannot be read or written: "
                    + file.getClass().getSimpleName();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The same for a test, which has an environment of its own. */
    static CommandLine commandLine(Path home, Map<String, String> environment) {
        return commandLine(new CommandSettings(home, environment));
    }
}
