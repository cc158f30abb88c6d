package dev.fides.local.launch.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.local.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAppSettingsTest {

    @TempDir
    Path home;

    @BeforeEach
    void write() throws IOException {
        String file = """
                {"Values": {"ServiceBus": "Endpoint=sb://localhost:5672;SharedAccessKey=k;UseDevelopmentEmulator=true;",
                            "Cosmos": "AccountEndpoint=http://localhost:8081/;AccountKey=a/b==;"}}
                """;
        Files.writeString(home.resolve("local.settings.json"), file, UTF_8);
    }

    @Test
    void connections_lead_to_the_ports_of_this_machine_and_keep_their_keys() {
        var settings = settings(Map.of("FIDES_SERVICEBUS_PORT", "1234", "FIDES_COSMOS_PORT", "1235"));

        assertThat(LocalAppSettings.forLocalEndpoints(settings))
                .containsEntry(
                        "ServiceBus", "Endpoint=sb://localhost:1234;SharedAccessKey=k;UseDevelopmentEmulator=true;")
                .containsEntry("Cosmos", "AccountEndpoint=http://localhost:1235/;AccountKey=a/b==;");
    }

    @Test
    void a_function_host_alone_keeps_connections_that_nobody_moved() {
        assertThat(LocalAppSettings.forFunctionsAlone(settings(Map.of("FIDES_COSMOS_PORT", "1235"))))
                .containsKey("Cosmos")
                .doesNotContainKey("ServiceBus");
    }

    @Test
    void definitions_may_come_from_a_folder_outside() {
        assertThat(LocalAppSettings.forLocalEndpoints(settings(Map.of("FIDES_SYNCS", "/definitions"))))
                .containsEntry("FIDES_SYNCS", "/definitions");
    }

    @Test
    void a_port_that_is_no_port_is_told() {
        assertThatThrownBy(() -> settings(Map.of("FIDES_HTTP_PORT", "seven")))
                .hasMessage("FIDES_HTTP_PORT must be a port from 1 to 65535, not 'seven'.");
        assertThatThrownBy(() -> settings(Map.of("FIDES_HTTP_PORT", "70000")))
                .hasMessage("FIDES_HTTP_PORT must be a port from 1 to 65535, not '70000'.");
    }

    private LaunchSettings settings(Map<String, String> environment) {
        return LaunchSettings.from(home, environment, Terminal.none(), LaunchSettings.Tools.none());
    }
}
