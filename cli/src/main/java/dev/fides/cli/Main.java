package dev.fides.cli;

import dev.fides.cli.app.AppException;
import dev.fides.cli.check.CheckCommand;
import dev.fides.cli.init.InitCommand;
import dev.fides.cli.operate.OperateCommands;
import dev.fides.cli.operate.Surroundings;
import dev.fides.cli.preview.PreviewCommand;
import dev.fides.cli.settings.CommandSettings;
import dev.fides.local.terminal.CommandTree;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The commands of {@code setup.sh} that start nothing: they look at definitions, or ask an app that runs. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        CommandSettings settings = new CommandSettings(Path.of(System.getProperty("fides.home", ".")), System.getenv());
        System.exit(commandLine(Surroundings.ofThisProcess(settings)).execute(arguments));
    }

    /** The commands with what is around them; streams can be replaced. */
    public static CommandLine commandLine(Surroundings around) {
        List<Object> commands = new ArrayList<>(List.of(
                new CheckCommand(around.settings()),
                new PreviewCommand(around.settings()),
                new InitCommand(around.settings())));
        commands.addAll(OperateCommands.all(around));
        commands.add(new CompletionCommand());
        CommandLine tree = CommandTree.of(commands);
        tree.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println("fides: " + said(e));
            return e instanceof AppException app ? app.exitStatus() : CommandLine.ExitCode.SOFTWARE;
        });
        return tree;
    }

    private static String said(Exception e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            // Its message is nothing but the path.
            return file.getFile() + " cannot be read or written: "
                    + file.getClass().getSimpleName();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
