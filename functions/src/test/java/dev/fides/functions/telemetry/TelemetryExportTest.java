package dev.fides.functions.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.telemetry.Collector;
import dev.fides.local.telemetry.CollectorSettings;
import dev.fides.local.telemetry.Summary;
import dev.fides.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TelemetryExportTest {

    @Test
    void with_a_connection_string_metrics_spans_and_log_lines_reach_the_collector() throws IOException {
        try (Collector collector = Collector.start(CollectorSettings.inMemory())) {
            Map<String, String> environment = Map.of(
                    "APPLICATIONINSIGHTS_CONNECTION_STRING",
                    collector.connectionString(),
                    "APPLICATIONINSIGHTS_STATSBEAT_DISABLED",
                    "true");
            try (TelemetryExport export = TelemetryExport.start(environment, client -> {
                throw new IllegalStateException("no identity is wanted");
            })) {
                TellingApp.tell(export);
            }
            assertArrived(collector.summary());
        }
    }

    /** What queries/request-units.kql counts calls with. */
    @Test
    void charges_arrive_with_the_number_of_calls(@TempDir Path folder) throws IOException {
        Path items = folder.resolve("items.json");
        try (Collector collector = Collector.start(new CollectorSettings(0, Optional.of(items)))) {
            Map<String, String> environment = Map.of(
                    "APPLICATIONINSIGHTS_CONNECTION_STRING",
                    collector.connectionString(),
                    "APPLICATIONINSIGHTS_STATSBEAT_DISABLED",
                    "true");
            try (TelemetryExport export = TelemetryExport.start(environment, client -> {
                throw new IllegalStateException("no identity is wanted");
            })) {
                Telemetry telemetry = new Telemetry(export.openTelemetry(), Clock.systemUTC());
                telemetry.charged("sync-state.readMany", 2.5);
                telemetry.charged("sync-state.readMany", 3.5);
            }
        }
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> charges = new ArrayList<>();
        for (String line : Files.readAllLines(items)) {
            mapper.readTree(line).at("/data/baseData/metrics").forEach(metric -> {
                if (metric.path("name").asText().equals("fides.cosmos.request_units")) {
                    charges.add(metric);
                }
            });
        }
        assertThat(charges).singleElement().satisfies(charge -> {
            assertThat(charge.path("value").asDouble()).isEqualTo(6);
            assertThat(charge.path("count").asInt()).isEqualTo(2);
        });
    }

    @Test
    void without_a_connection_string_nothing_is_exported() {
        try (TelemetryExport export = TelemetryExport.start(Map.of(), client -> {
            throw new IllegalStateException("no identity is wanted");
        })) {
            assertThat(export.openTelemetry()).isSameAs(OpenTelemetry.noop());
        }
    }

    @Test
    void the_authentication_string_names_the_identity() {
        assertThat(IngestionIdentity.from(
                        Map.of("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=abc;Authorization=AAD")))
                .isEqualTo(new IngestionIdentity(true, Optional.of("abc")));
        assertThat(IngestionIdentity.from(Map.of())).isEqualTo(new IngestionIdentity(false, Optional.empty()));
    }

    static void assertArrived(Summary summary) {
        assertThat(summary.metrics())
                .hasEntrySatisfying(
                        "fides.cosmos.request_units", names -> assertThat(names).contains("operation"))
                .hasEntrySatisfying(
                        "fides.circuit.state", names -> assertThat(names).contains("sync", "side"))
                .containsKey("fides.host.call.duration");
        assertThat(summary.operations())
                .hasEntrySatisfying("host call", names -> assertThat(names).contains("sync", "operation", "outcome"));
        assertThat(summary.logAttributes()).contains("key");
        assertThat(summary.roles()).contains("fides");
    }
}
