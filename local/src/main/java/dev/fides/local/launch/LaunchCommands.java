package dev.fides.local.launch;

import java.util.List;
import java.util.function.Supplier;

/** The commands that start something on this machine. */
public final class LaunchCommands {

    private LaunchCommands() {}

    /** For help and completion elsewhere; to run them is the launcher's. */
    public static List<Object> described() {
        return all(() -> {
            throw new IllegalStateException("only the launcher starts something");
        });
    }

    /** @param start asked when a command runs, and not for help */
    static List<Object> all(Supplier<Launching> start) {
        return List.of(
                new DemoCommand(start), new StartCommand(start), new BenchmarkCommand(start), new ChaosCommand(start));
    }
}
