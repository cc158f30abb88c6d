package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.azure.ConnectionSettings.WithIdentity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    @Test
    void connection_strings_are_taken_as_they_are() {
        ConnectionSettings settings = from(Map.of("Cosmos", "c", "ServiceBus", "s"));

        assertThat(settings)
                .isEqualTo(new ConnectionSettings(new WithConnectionString("c"), new WithConnectionString("s"), false));
    }

    @Test
    void addresses_stand_for_an_identity() {
        ConnectionSettings settings = from(Map.of(
                "Cosmos__accountEndpoint", "https://a.documents.azure.com",
                "Cosmos__clientId", "id",
                "Cosmos__connectionMode", "Gateway",
                "ServiceBus__fullyQualifiedNamespace", "b.servicebus.windows.net",
                "ServiceBus", " "));

        assertThat(settings.cosmos()).isEqualTo(new WithIdentity("https://a.documents.azure.com", Optional.of("id")));
        assertThat(settings.serviceBus()).isEqualTo(new WithIdentity("b.servicebus.windows.net", Optional.empty()));
        assertThat(settings.cosmosThroughGateway()).isTrue();
    }

    @Test
    void a_missing_setting_is_named() {
        Map<String, String> environment = Map.of("Cosmos", "c");

        assertThatThrownBy(() -> from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ServiceBus__fullyQualifiedNamespace");
    }

    @Test
    void keys_are_not_printed() {
        assertThat(from(Map.of("Cosmos", "secret1", "ServiceBus", "secret2")).toString())
                .doesNotContain("secret");
    }

    private static ConnectionSettings from(Map<String, String> environment) {
        return ConnectionSettings.from(name -> Optional.ofNullable(environment.get(name)));
    }
}
