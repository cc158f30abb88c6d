package dev.fides.cli;

import dev.fides.local.launch.LaunchCommands;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete all commands, also those that are run elsewhere. */
@Command(
        name = "completion",
        description = {
            "Prints a script with which bash, or zsh with bashcompinit, completes commands and options:",
            "  source <(./setup.sh completion)"
        })
final class CompletionCommand implements Runnable {

    /** How the shell knows the command: its path makes no difference. */
    private static final String SCRIPT = "setup.sh";

    /** What {@code setup.sh} does itself. */
    private static final List<String> OF_THE_DOOR = List.of("test", "pack", "deploy", "help");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine all = spec.commandLine().getParent();
        LaunchCommands.described().forEach(all::addSubcommand);
        OF_THE_DOOR.forEach(command -> all.addSubcommand(command, CommandSpec.create()));
        spec.commandLine().getOut().println(AutoComplete.bash(SCRIPT, all));
        spec.commandLine().getOut().flush();
    }
}
