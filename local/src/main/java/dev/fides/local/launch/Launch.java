package dev.fides.local.launch;

import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.LocalParts;
import dev.fides.local.terminal.Terminal;
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
        Launcher launcher = new Launcher(Launch::settings, new LocalParts(), System.out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop"));
        return launcher.run(arguments);
    }

    private static LaunchSettings settings() {
        return LaunchSettings.from(
                Path.of(System.getProperty("fides.home", ".")).toAbsolutePath().normalize(),
                System.getenv(),
                Boolean.getBoolean("fides.terminal") ? Terminal.ofThisProcess() : Terminal.none(),
                new LaunchSettings.Tools(tool("fides.func"), tool("fides.azurite")));
    }

    private static Optional<Path> tool(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }
}
