package dev.fides.functions.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fides.local.telemetry.Agent;
import dev.fides.local.telemetry.Collector;
import dev.fides.local.telemetry.CollectorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same telemetry from processes to which the Application Insights agent is attached. */
final class AgentIT {

    private static final String LINE = "record parked: for a test";

    @TempDir
    private Path folder;

    private Agent agent;

    @BeforeEach
    void find() {
        Optional<Agent> found = Agent.find(Path.of(".."));
        assumeTrue(found.isPresent(), "the agent works in this JDK and was copied by the build");
        agent = found.get();
    }

    @Test
    void an_enabled_agent_exports_with_the_settings_of_infra_and_the_console_keeps_its_lines() throws Exception {
        try (Collector collector = Collector.start(CollectorSettings.inMemory())) {
            String console = run(List.of(), agent.environment(collector));
            TelemetryExportTest.assertArrived(collector.summary());
            assertThat(console).contains(LINE);
        }
    }

    /**
     * As the worker starts on Flex Consumption: with the agent, before it is known whose app it will be, and with the
     * settings later. {@code LazySetOptIn} is in the worker's arguments there.
     */
    @Test
    void beside_an_agent_that_a_placeholder_attached_and_nobody_enabled_the_app_exports_itself() throws Exception {
        try (Collector collector = Collector.start(CollectorSettings.inMemory())) {
            Map<String, String> settings = Map.of(
                    "APPLICATIONINSIGHTS_CONNECTION_STRING", collector.connectionString(),
                    "APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true",
                    "WEBSITE_SITE_NAME", "func-fides");
            Map<String, String> environment = Stream.concat(
                            Stream.of(Map.entry("FUNCTIONS_WORKER_RUNTIME", "java")),
                            settings.entrySet().stream()
                                    .map(setting -> Map.entry(TellingApp.LATER + setting.getKey(), setting.getValue())))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            String console = run(List.of("-DLazySetOptIn=false"), environment);
            TelemetryExportTest.assertArrived(collector.summary());
            assertThat(console).as("on Azure the host stores it once more").doesNotContain(LINE);
        }
    }

    /** @return what the process wrote */
    private String run(List<String> arguments, Map<String, String> environment) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = Stream.of(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                agent.jvmArgument()),
                        arguments,
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TellingApp.class.getName()))
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String console = Files.readString(output);
        assertThat(process.exitValue()).as(console).isZero();
        return console;
    }
}
