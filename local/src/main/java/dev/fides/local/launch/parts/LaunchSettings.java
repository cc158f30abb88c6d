package dev.fides.local.launch.parts;

import dev.fides.local.terminal.Terminal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the project is and which ports its parts use.
 *
 * @param home top folder of the project
 * @param syncs folder of sync definitions; without one those on the app's class path are used
 * @param serviceBusConfig entities of the Service Bus endpoint, in the format of Microsoft's emulator
 * @param terminal what the output goes to
 * @param tools Microsoft's tools, where they are installed
 * @param environment the environment variables of this process
 */
public record LaunchSettings(
        Path home,
        Port http,
        Port serviceBus,
        Port cosmos,
        Port demoHost,
        Port demoTarget,
        Port telemetry,
        Optional<Path> syncs,
        Path serviceBusConfig,
        Terminal terminal,
        Tools tools,
        Map<String, String> environment) {

    public static LaunchSettings from(Path home, Map<String, String> environment, Terminal terminal, Tools tools) {
        return new LaunchSettings(
                home,
                Port.from(environment, "FIDES_HTTP_PORT", 7071),
                Port.from(environment, "FIDES_SERVICEBUS_PORT", 5672),
                Port.from(environment, "FIDES_COSMOS_PORT", 8081),
                Port.from(environment, "FIDES_DEMO_HOST_PORT", 7081),
                Port.from(environment, "FIDES_DEMO_TARGET_PORT", 7082),
                Port.from(environment, "FIDES_TELEMETRY_PORT", 7083),
                path(environment, "FIDES_SYNCS"),
                path(environment, "FIDES_SERVICEBUS_CONFIG").orElse(home.resolve("infra/local/Config.json")),
                terminal,
                tools,
                Map.copyOf(environment));
    }

    /** The same settings for one more function host. */
    public LaunchSettings withHttp(Port port) {
        return new LaunchSettings(
                home,
                port,
                serviceBus,
                cosmos,
                demoHost,
                demoTarget,
                telemetry,
                syncs,
                serviceBusConfig,
                terminal,
                tools,
                environment);
    }

    /** The same settings with definitions from another folder. */
    public LaunchSettings withSyncs(Path folder) {
        return new LaunchSettings(
                home,
                http,
                serviceBus,
                cosmos,
                demoHost,
                demoTarget,
                telemetry,
                Optional.of(folder.toAbsolutePath()),
                serviceBusConfig,
                terminal,
                tools,
                environment);
    }

    private static Optional<Path> path(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath());
    }

    /** Microsoft's tools for running functions on one machine: Azure Functions Core Tools, and the storage they need. */
    public record Tools(Optional<Path> func, Optional<Path> azurite) {

        public static Tools none() {
            return new Tools(Optional.empty(), Optional.empty());
        }
    }

    /** The packaged function app. */
    public Path app() {
        return home.resolve("functions/target/azure-functions/fides");
    }
}
