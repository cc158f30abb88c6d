package dev.fides.functions.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fides.local.telemetry.Agent;
import dev.fides.local.telemetry.Collector;
import dev.fides.local.telemetry.CollectorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same telemetry through the Application Insights agent, with the settings of infra/applicationinsights.json. */
final class AgentIT {

    @TempDir
    private Path folder;

    @Test
    void with_the_agent_metrics_spans_and_log_lines_reach_the_collector() throws Exception {
        Optional<Agent> agent = Agent.find(Path.of(".."));
        assumeTrue(agent.isPresent(), "the agent works in this JDK and was copied by the build");
        Path output = folder.resolve("output.txt");
        try (Collector collector = Collector.start(CollectorSettings.inMemory())) {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            agent.get().jvmArgument(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TellingApp.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(agent.get().environment(collector));
            Process process = builder.start();
            try {
                assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            TelemetryExportTest.assertArrived(collector.summary());
        }
    }
}
