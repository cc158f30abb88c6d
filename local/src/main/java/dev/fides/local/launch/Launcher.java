package dev.fides.local.launch;

import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Parts;
import dev.fides.local.terminal.CommandTree;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Runs one command, turns its end into an exit status, and ends it before its time where it is told to. */
final class Launcher {

    private final Supplier<LaunchSettings> settings;
    private final Parts parts;
    private final PrintStream out;
    private final PrintStream err;
    private Optional<Machine> machine = Optional.empty();

    /** @param settings asked when a command runs: help needs none, and says nothing of what is wrong with them */
    Launcher(Supplier<LaunchSettings> settings, Parts parts, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.parts = parts;
        this.out = out;
        this.err = err;
    }

    /** Runs one command; what it has started is ended afterwards. */
    int run(List<String> arguments) {
        CommandLine commands = CommandTree.of(LaunchCommands.all(this::start));
        commands.setOut(writer(out)).setErr(writer(err));
        commands.setExecutionExceptionHandler((e, command, parsed) -> {
            if (!isStopped()) {
                err.println("fides: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        int status = commands.execute(arguments.toArray(String[]::new));
        close();
        return status;
    }

    private synchronized Launching start() {
        LaunchSettings now = settings.get();
        Machine started = new Machine(now, parts);
        machine = Optional.of(started);
        return new Launching(now, started, out);
    }

    private synchronized boolean isStopped() {
        return machine.map(Machine::isClosed).orElse(false);
    }

    /** Says that the command stops, and ends what it has started; does nothing when it has ended itself. */
    void stop() {
        if (machine().isPresent() && !isStopped()) {
            out.println();
            out.println("Stopping: the app first finishes what it has begun, half a minute at most ...");
            out.flush();
            close();
        }
    }

    private synchronized Optional<Machine> machine() {
        return machine;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, Charset.defaultCharset());
    }

    private void close() {
        machine().ifPresent(Machine::close);
    }
}
