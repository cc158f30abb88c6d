package dev.fides.functions.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.telemetry.Collector;
import dev.fides.local.telemetry.CollectorSettings;
import dev.fides.local.telemetry.Summary;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
