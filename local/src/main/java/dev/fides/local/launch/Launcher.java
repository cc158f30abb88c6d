package dev.fides.local.launch;

import dev.fides.local.launch.bench.BenchCommand;
import dev.fides.local.launch.bench.ColdStartBench;
import dev.fides.local.launch.bench.RateBench;
import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads the command line, runs the command, and turns its end into an exit status. */
final class Launcher {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final LaunchSettings settings;
    private final Machine machine;
    private final PrintStream out;
    private final PrintStream err;

    Launcher(LaunchSettings settings, Machine machine, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.machine = machine;
        this.out = out;
        this.err = err;
    }

    /** Runs one command; the machine is closed afterwards. */
    int run(List<String> arguments) {
        try (machine) {
            return dispatch(arguments);
        } catch (LaunchException e) {
            err.println("fides: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            err.println("fides: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        return FAILED;
    }

    private int dispatch(List<String> arguments) throws IOException {
        if (!arguments.isEmpty() && arguments.get(0).equals("chaos")) {
            return new ChaosCommand(settings, out).run(machine, arguments.subList(1, arguments.size())) ? OK : FAILED;
        }
        var start = new StartCommand(settings, out);
        var demo = new DemoCommand(settings, out);
        switch (String.join(" ", optionsLast(arguments))) {
            case "demo" -> demo.run(machine, Set.of());
            case "demo --once" -> demo.run(machine, Set.of(Option.ONCE));
            case "demo --telemetry" -> demo.run(machine, Set.of(Option.TELEMETRY));
            case "demo --once --telemetry" -> demo.run(machine, Set.of(Option.ONCE, Option.TELEMETRY));
            case "start" -> start.runAll(machine, Set.of());
            case "start --telemetry" -> start.runAll(machine, Set.of(Option.TELEMETRY));
            case "start servicebus" -> start.runServiceBus(machine);
            case "start cosmos" -> start.runCosmos(machine);
            case "start functions" -> start.runFunctions(machine);
            case "bench", "bench 1" -> new BenchCommand(settings, out).run(machine, 1);
            case "bench cold" -> new ColdStartBench(settings, out).run(machine);
            case "bench 10" -> new BenchCommand(settings, out).run(machine, 10);
            case "bench rate" -> new RateBench(settings, out).run(machine);
            default -> {
                err.println("usage: demo [--once] [--telemetry] | start [--telemetry|servicebus|cosmos|functions]"
                        + " | bench [1|10|rate|cold] | chaos [--seed N] [--minutes M]");
                return USAGE;
            }
        }
        return OK;
    }

    /** Options may be given in any order; here they follow the words, sorted. */
    private static List<String> optionsLast(List<String> arguments) {
        return arguments.stream()
                .sorted(Comparator.comparing(argument -> argument.startsWith("--") ? argument : ""))
                .toList();
    }
}
