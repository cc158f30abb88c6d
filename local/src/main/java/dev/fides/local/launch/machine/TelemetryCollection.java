package dev.fides.local.launch.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.launch.parts.Extras;
import dev.fides.local.launch.parts.LaunchException;
import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Part;
import dev.fides.local.telemetry.Agent;
import dev.fides.local.telemetry.Collector;
import dev.fides.local.telemetry.CollectorSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A collector on this machine, and the Application Insights agent in the function host that sends to it. */
public final class TelemetryCollection {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TelemetryCollection() {}

    /**
     * Starts the collector and says what makes the function host send to it. It must be the first part that is started:
     * it is then the last one that ends, and catches what the agent sends when the app ends.
     *
     * @param out told where to find what arrives
     */
    public static Extras start(LaunchSettings settings, Machine machine, PrintStream out) throws IOException {
        Agent agent = Agent.find(settings.home())
                .orElseThrow(() -> new LaunchException("--telemetry needs a JDK from 17 to 21, in which the Application"
                        + " Insights agent works, and the agent in local/target/agent, where ./setup.sh puts it."));
        settings.telemetry().requireFree();
        Path folder = settings.home().resolve("local/target/telemetry");
        Path items = folder.resolve("items.json");
        Path summary = folder.resolve("summary.json");
        Files.deleteIfExists(items);
        Files.deleteIfExists(summary);
        var collector =
                Collector.start(new CollectorSettings(settings.telemetry().number(), Optional.of(items)));
        machine.add(Part.within(
                "telemetry", "http://localhost:" + collector.port() + "/summary", () -> end(collector, summary)));
        out.println("Telemetry goes to " + items + ", and when everything has ended a summary to " + summary + ".");
        return new Extras(agent.environment(collector), List.of(agent.jvmArgument()));
    }

    private static void end(Collector collector, Path summary) {
        try (collector) {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(summary.toFile(), collector.summary());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
