package dev.fides.local.launch;

import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Wires the commands to this process: its environment, its console, its end. */
public final class Launch {

    private Launch() {}

    /**
     * Runs one command to its end and returns the exit status. When the process is told to stop meanwhile (Ctrl+C),
     * everything that was started is ended first.
     */
    public static int run(List<String> arguments) {
        try {
            var settings = LaunchSettings.from(
                    Path.of(System.getProperty("fides.home", "."))
                            .toAbsolutePath()
                            .normalize(),
                    System.getenv(),
                    Boolean.getBoolean("fides.terminal"),
                    new LaunchSettings.Tools(tool("fides.func"), tool("fides.azurite")));
            var machine = new Machine(settings, new LocalParts());
            Runtime.getRuntime().addShutdownHook(new Thread(machine::close, "stop"));
            return new Launcher(settings, machine, System.out, System.err).run(arguments);
        } catch (LaunchException e) {
            System.err.println("fides: " + e.getMessage());
            return 1;
        }
    }

    private static Optional<Path> tool(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }
}
