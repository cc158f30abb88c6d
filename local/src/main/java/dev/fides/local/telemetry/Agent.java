package dev.fides.local.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Application Insights agent for a process on this machine.
 *
 * @param jar the agent; the build copies it from Maven Central to {@code local/target/agent}
 * @param configuration {@code infra/applicationinsights.json}
 */
public record Agent(Path jar, Path configuration) {

    /** The agent that the build copied; empty when it did not, or when this JDK is one that the agent cannot work in. */
    public static Optional<Agent> find(Path projectFolder) {
        Path folder = projectFolder.resolve(Path.of("local", "target", "agent"));
        Path configuration = projectFolder.resolve(Path.of("infra", "applicationinsights.json"));
        if (Runtime.version().feature() > 21 || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("applicationinsights-agent-"))
                    .findFirst()
                    .map(jar -> new Agent(jar.toAbsolutePath(), configuration.toAbsolutePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The argument that attaches it to a JVM. */
    public String jvmArgument() {
        return "-javaagent:" + jar;
    }

    /** What the JVM's environment must have so that its telemetry goes to this collector, and nothing anywhere else. */
    public Map<String, String> environment(Collector collector) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("APPLICATIONINSIGHTS_CONNECTION_STRING", collector.connectionString());
        // Without it the app takes the agent for one that does nothing, and exports itself.
        environment.put("APPLICATIONINSIGHTS_ENABLE_AGENT", "true");
        environment.put("APPLICATIONINSIGHTS_CONFIGURATION_FILE", configuration.toString());
        environment.put("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
        // Both would call services that are not here.
        environment.put("APPLICATIONINSIGHTS_PREVIEW_PROFILER_ENABLED", "false");
        environment.put("APPLICATIONINSIGHTS_PREVIEW_LIVE_METRICS_ENABLED", "false");
        return environment;
    }
}
