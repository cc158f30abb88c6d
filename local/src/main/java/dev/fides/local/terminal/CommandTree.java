package dev.fides.local.terminal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands behind {@code setup.sh}, all with the same help and the same answer to misuse. */
public final class CommandTree {

    /** The one door. */
    private static final String DOOR = "./setup.sh";

    private CommandTree() {}

    /** Has nothing of its own but the option that every command has. */
    @Command(name = DOOR, synopsisSubcommandLabel = "COMMAND")
    private static final class Root {

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "Show this help.")
        @SuppressWarnings("unused") // the library itself looks at it
        private boolean help;
    }

    /** A command line that knows these commands; it ends with 2 where it is misused, and says in one line how. */
    public static CommandLine of(List<?> commands) {
        CommandLine tree = new CommandLine(new Root());
        commands.forEach(tree::addSubcommand);
        tree.setUsageHelpAutoWidth(true);
        tree.setExecutionStrategy(parsed -> {
            refuseEmpty(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        tree.setParameterExceptionHandler((misuse, arguments) -> {
            CommandLine command = misuse.getCommandLine();
            command.getErr().println("fides: " + said(misuse) + " (help: " + help(command) + ")");
            return command.getCommandSpec().exitCodeOnInvalidInput();
        });
        return tree;
    }

    /** An empty word stands for nothing; it comes from a variable of a script that is not set. */
    private static void refuseEmpty(ParseResult parsed) {
        for (ParseResult command = parsed; command != null; command = command.subcommand()) {
            for (ArgSpec argument : command.matchedArgs()) {
                if (argument.originalStringValues().contains("")) {
                    String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
                    throw new ParameterException(command.commandSpec().commandLine(), "Empty value for " + name);
                }
            }
        }
    }

    private static String said(ParameterException misuse) {
        List<String> close =
                misuse instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String text = misuse.getMessage().substring(0, 1).toLowerCase(Locale.ROOT)
                + misuse.getMessage().substring(1);
        return close.isEmpty()
                ? text
                : text + close.stream().collect(Collectors.joining(" or ", "; did you mean ", "?"));
    }

    private static String help(CommandLine command) {
        return command.getParent() == null
                ? DOOR + " help"
                : command.getCommandSpec().qualifiedName() + " --help";
    }
}
