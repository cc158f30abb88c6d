package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.telemetry.Agent;
import dev.fides.local.telemetry.Collector;
import dev.fides.local.telemetry.CollectorSettings;
import dev.fides.local.telemetry.Summary;
import dev.fides.local.telemetry.TelemetryPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What arrives at Application Insights is what docs/telemetry.md promises, and all of it that has our names. */
final class TelemetryIT {

    private static final Path PROJECT = Path.of("..");
    private static final Path FOLDER = Path.of("target", "telemetry");

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MANY_RUNS = 8;

    @Test
    void with_the_agent_everything_that_the_page_promises_arrives_and_nothing_else_of_ours() throws Exception {
        Agent agent = unsampled(agent());
        try (Collector collector = collector("agent")) {
            try (Machine machine = Machine.start("telemetry-agent", Everything.RECORDS)) {
                Everything.prepare(machine);
                Api api = machine.startFunctions(agent.environment(collector), List.of(agent.jvmArgument()));
                new Everything(machine, api).happens();
                // What the agent could not send at once comes half a minute later, if the process is still there.
                TelemetryPage page = TelemetryPage.read(PROJECT);
                Poll.untilTrue(
                        "every span arrived", () -> told(collector.summary()).equals(page.spans()));
            }
            Summary caught = collector.summary();
            Path written = write(caught);
            requireThePage(caught);
            assertThat(caught.logAttributes()).contains("sync", "run", "key");
            requireWhatQueriesAskFor(written);
        }
    }

    @Test
    void of_a_sampled_app_no_run_is_missing() throws Exception {
        Agent agent = agent();
        Path items = FOLDER.resolve("sampled-items.json");
        try (Collector collector = collector("sampled");
                Machine machine = Machine.start("telemetry-sampled", 1)) {
            machine.noteHost().put("note", "text");
            Api api = machine.startFunctions(agent.environment(collector), List.of(agent.jvmArgument()));
            Set<String> ended = new TreeSet<>();
            for (int i = 0; i < MANY_RUNS; i++) {
                ended.add(api.runImport(Definitions.NOTES)
                        .requireStatus("COMPLETED")
                        .id());
            }
            Poll.untilTrue("every run has its span", () -> runs(items).equals(ended));
        }
    }

    private static Agent agent() {
        Optional<Agent> agent = Agent.find(PROJECT);
        assumeTrue(agent.isPresent(), "the agent works in this JDK and was copied by the build");
        return agent.get();
    }

    /** The settings of a deployment keep a sample of a busy app; no variable of the environment takes that back. */
    private static Agent unsampled(Agent agent) throws IOException {
        ObjectNode settings = (ObjectNode) JSON.readTree(Files.readString(agent.configuration()));
        settings.putObject("sampling").put("percentage", 100);
        Path file = Files.createDirectories(FOLDER).resolve("unsampled.json");
        Files.writeString(file, JSON.writeValueAsString(settings));
        return new Agent(agent.jar(), file.toAbsolutePath());
    }

    private static Set<String> runs(Path items) {
        Set<String> ids = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(items)) {
                JsonNode data = JSON.readTree(line).at("/data/baseData");
                if (data.path("name").asText().equals("run")) {
                    ids.add(data.at("/properties/run").asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    @Test
    void without_the_agent_metrics_spans_and_log_lines_arrive_through_the_exporter() throws Exception {
        try (Collector collector = collector("exporter")) {
            try (Machine machine = Machine.start("telemetry-exporter", Everything.RECORDS)) {
                Api api = machine.startFunctions(
                        Map.of(
                                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                                collector.connectionString(),
                                "APPLICATIONINSIGHTS_STATSBEAT_DISABLED",
                                "true"),
                        List.of());
                api.runImport(Definitions.CITIES).requireStatus("COMPLETED");
            }
            Summary caught = collector.summary();
            TelemetryPage page = TelemetryPage.read(PROJECT);
            assertThat(caught.roles()).containsExactly("fides");
            assertThat(caught.logAttributes()).contains("sync", "run");
            assertThat(page.metrics().keySet())
                    .containsAll(ours(caught.metrics()).keySet());
            assertThat(caught.metrics())
                    .containsKeys("fides.runs", "fides.steps", "fides.changes", "fides.run.duration");
            assertThat(told(caught)).containsOnlyKeys(page.spans().keySet());
        }
    }

    private static Collector collector(String name) throws IOException {
        Path items = FOLDER.resolve(name + "-items.json");
        Files.deleteIfExists(items);
        return Collector.start(new CollectorSettings(0, Optional.of(items)));
    }

    private static Path write(Summary caught) throws IOException {
        Path file = FOLDER.resolve("summary.json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), caught);
        return file.toAbsolutePath();
    }

    private static void requireThePage(Summary caught) throws IOException {
        TelemetryPage page = TelemetryPage.read(PROJECT);
        Map<String, Set<String>> promised = new TreeMap<>();
        page.metrics().forEach((name, metric) -> promised.put(name, metric.attributes()));
        assertThat(ours(caught.metrics())).isEqualTo(promised);
        assertThat(told(caught)).isEqualTo(page.spans());
        assertThat(caught.roles()).containsExactly("fides");
        assertThat(caught.faults()).isEmpty();
    }

    private static Map<String, Set<String>> ours(Map<String, Set<String>> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().startsWith("fides."))
                .collect(Collectors.toMap(Map.Entry::getKey, metric -> withoutTheAgents(metric.getValue())));
    }

    /** Spans of ours carry the name of a sync; those that the agent makes of HTTP calls do not. */
    private static Map<String, Set<String>> told(Summary caught) {
        return caught.operations().entrySet().stream()
                .filter(span -> span.getValue().contains("sync"))
                .collect(Collectors.toMap(Map.Entry::getKey, span -> withoutTheAgents(span.getValue())));
    }

    private static Set<String> withoutTheAgents(Set<String> attributes) {
        Set<String> ours = new TreeSet<>(attributes);
        ours.removeIf(name -> name.startsWith("_MS."));
        return ours;
    }

    private static void requireWhatQueriesAskFor(Path summary) throws IOException, InterruptedException {
        Path check = PROJECT.resolve(Path.of("infra", "check")).toAbsolutePath().normalize();
        if (!Files.isDirectory(check.resolve("node_modules"))) {
            assertThat(System.getenv("CI"))
                    .as("npm ci in infra/check comes before")
                    .isNull();
            return;
        }
        Path output = FOLDER.resolve("check-kql.txt");
        Process process = new ProcessBuilder("node", "check-kql.mjs", "--caught", summary.toString())
                .directory(check.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    }
}
