package dev.fides.local.launch.parts;

import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.local.functionhost.FunctionHostProcess;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The real parts: both endpoints in this process, the app in a process of its own. */
public final class LocalParts implements Parts {

    /** The heap of the function host; with the launcher's, everything stays below 1.5 GB. */
    private static final String HEAP = "-Xmx512m";

    /** Much more than it takes, also with an agent and on a machine that is busy. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    @Override
    public Part serviceBus(LaunchSettings settings) throws IOException {
        var entities = NamespaceConfigReader.read(settings.serviceBusConfig());
        var endpoint = ServiceBusEndpoint.start(
                ServiceBusSettings.of(settings.serviceBus().number(), entities));
        return Part.within("Service Bus", "sb://localhost:" + endpoint.port(), endpoint::close);
    }

    @Override
    public Part cosmos(LaunchSettings settings) {
        var endpoint =
                CosmosEndpoint.start(CosmosSettings.onPort(settings.cosmos().number()));
        return Part.within("Cosmos DB", "http://localhost:" + endpoint.port() + "/", endpoint::close);
    }

    @Override
    public Part functions(LaunchSettings settings, Map<String, String> appSettings, List<String> jvmArguments)
            throws IOException {
        if (!Files.isRegularFile(settings.app().resolve("host.json"))) {
            throw new LaunchException("The app is not built: " + settings.app() + "; run ./setup.sh.");
        }
        var tools = settings.tools();
        if (tools.func().isPresent() && jvmArguments.isEmpty()) {
            return CoreTools.start(settings, appSettings, tools);
        }
        return functionHost(settings, appSettings, jvmArguments);
    }

    private static Part functionHost(
            LaunchSettings settings, Map<String, String> appSettings, List<String> jvmArguments) throws IOException {
        var arguments = new ArrayList<>(List.of(HEAP));
        arguments.addAll(jvmArguments);
        var options = FunctionHostProcess.Options.of(
                        settings.app(), settings.http().number())
                .withLocalSettings(settings.home().resolve("local.settings.json"))
                .withEnvironment(new HashMap<>(appSettings))
                .withJvmArguments(arguments)
                .withStartLimit(START_LIMIT);
        try {
            return new HostPart(FunctionHostProcess.start(options));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted.", e);
        }
    }

    /** The built-in function host. */
    private record HostPart(FunctionHostProcess host) implements Part {

        @Override
        public String name() {
            return "functions";
        }

        @Override
        public String address() {
            return "http://localhost:" + host.port();
        }

        @Override
        public boolean isRunning() {
            return host.isAlive();
        }

        @Override
        public OptionalLong process() {
            return OptionalLong.of(host.pid());
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
