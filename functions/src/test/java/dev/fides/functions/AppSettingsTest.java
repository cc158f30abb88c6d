package dev.fides.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.json.Json;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineSettings;
import dev.fides.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppSettingsTest {

    @Test
    void without_settings_the_engine_has_its_defaults() {
        AppSettings settings = new AppSettings(Map.of());

        assertThat(settings.engine()).isEqualTo(EngineSettings.DEFAULT);
        assertThat(settings.runRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.identityClientId()).isEmpty();
    }

    @Test
    void times_and_limits_of_the_engine_can_be_set() {
        EngineSettings engine = new AppSettings(Map.of(
                        "FIDES_STEP_BUDGET", "PT1S",
                        "FIDES_CLAIM_LEASE", "PT2S",
                        "FIDES_PICK_UP_LIMIT", "PT3S",
                        "FIDES_STEP_FAILURES", "7"))
                .engine();

        assertThat(engine)
                .isEqualTo(EngineSettings.DEFAULT
                        .withStepBudget(Duration.ofSeconds(1))
                        .withClaimLease(Duration.ofSeconds(2))
                        .withPickUpLimit(Duration.ofSeconds(3))
                        .withStepFailures(7));
    }

    @Test
    void snapshots_can_be_switched_off() {
        assertThat(new AppSettings(Map.of("FIDES_SNAPSHOT", "off"))
                        .engine()
                        .snapshots()
                        .on())
                .isFalse();
        assertThatThrownBy(() -> new AppSettings(Map.of("FIDES_SNAPSHOT", "no")).engine())
                .hasMessageContaining("FIDES_SNAPSHOT: expected on or off, found no");
    }

    @Test
    void an_instance_has_as_many_places_as_host_json_lets_messages_in() throws IOException {
        JsonNode bus = Json.parse(Files.readString(Path.of("..", "host.json")))
                .path("extensions")
                .path("serviceBus");

        assertThat(EngineSettings.DEFAULT.stepPlaces())
                .isEqualTo(bus.path("maxConcurrentCalls").asInt());
        assertThat(EngineSettings.DEFAULT.lanePlaces())
                .isEqualTo(bus.path("maxConcurrentSessions").asInt());
        assertThat(new AppSettings(Map.of(
                                "AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls", "3",
                                "AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentSessions", "5"))
                        .engine())
                .isEqualTo(EngineSettings.DEFAULT.withPlaces(3, 5));
    }

    @Test
    void a_step_budget_of_no_time_hands_on_after_every_page() {
        assertThat(new AppSettings(Map.of("FIDES_STEP_BUDGET", "PT0S")).engine().stepBudget())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "FIDES_STEP_BUDGET,   60",
        "FIDES_STEP_BUDGET,   -PT1S",
        "FIDES_CLAIM_LEASE,   PT0S",
        "FIDES_CLAIM_LEASE,   soon",
        "FIDES_PICK_UP_LIMIT, PT0S",
        "FIDES_STEP_FAILURES, 0",
        "FIDES_STEP_FAILURES, many",
    })
    void a_wrong_value_is_refused_with_the_names_of_the_setting_and_what_was_found(String name, String value) {
        AppSettings settings = new AppSettings(Map.of(name, value));

        assertThatThrownBy(settings::engine)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void faults_of_all_definitions_and_of_the_files_they_name_are_told_in_one_go(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "name: 7\nmapping: a.jslt\nschema: a.json\n");
        Files.writeString(folder.resolve("a.jslt"), "{\n  \"x\": }");
        Files.write(folder.resolve("a.json"), new byte[] {(byte) 0xff});
        Files.writeString(folder.resolve("b.yaml"), "mapping: { class: no.such.Mapper }\n");
        AppSettings settings = new AppSettings(Map.of("FIDES_SYNCS", folder.toString()));

        assertThatThrownBy(settings::definitions)
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /name: expected a text.*")
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /host: missing.*")
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /mapping: a.jslt line 2, column 8: .*")
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /schema: a.json cannot be read: .*")
                .hasMessageMatching("(?s).*\\n  b\\.yaml line \\d+, column \\d+: /name: missing.*")
                .hasMessageMatching(
                        "(?s).*\\n  b\\.yaml line \\d+, column \\d+: /mapping: no class no.such.Mapper on the class path.*");
    }

    @Test
    void key_vault_references_that_were_not_resolved_are_faults_with_the_places_that_name_them(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("a.yaml"), """
                name: a
                host:
                  url: http://localhost:1
                  auth: { type: bearer, token: "${HOST_TOKEN}" }
                target: { url: http://localhost:1, headers: { X-Key: "k-${TARGET_KEY}" } }
                """);
        AppSettings settings = new AppSettings(Map.of(
                "FIDES_SYNCS", folder.toString(),
                "HOST_TOKEN", "@Microsoft.KeyVault(VaultName=kv;SecretName=host-token)",
                "TARGET_KEY", "@Microsoft.KeyVault(VaultName=kv;SecretName=target-key)"));

        assertThatThrownBy(settings::definitions)
                .hasMessageContaining(
                        "a.yaml line 4, column 25: /host/auth/token: the app setting HOST_TOKEN is a Key Vault reference")
                .hasMessageContaining(
                        "a.yaml line 5, column 47: /target/headers/X-Key: the app setting TARGET_KEY is a Key Vault");
    }

    @Test
    void the_definitions_of_the_template_for_a_repository_of_ones_own_are_valid() {
        AppSettings settings = new AppSettings(Map.of(
                "FIDES_SYNCS", "../docs/own-repository/syncs",
                "CITIES_HOST_URL", "https://host.example/api",
                "CITIES_HOST_TOKEN", "token",
                "CITIES_TARGET_URL", "https://target.example/api"));

        assertThat(settings.definitions())
                .singleElement()
                .satisfies(sync -> assertThat(sync.name()).isEqualTo("cities"));
    }

    @Test
    void a_connection_string_is_no_key_vault_reference_either() {
        Map<String, String> environment = Map.of("Cosmos", "@Microsoft.KeyVault(VaultName=kv;SecretName=cosmos)");

        assertThatThrownBy(() -> FidesApp.create(environment, OpenTelemetry.noop()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the app setting Cosmos is a Key Vault reference");
    }

    @Test
    void an_empty_setting_is_none() {
        assertThat(new AppSettings(Map.of("FIDES_STEP_BUDGET", "")).engine()).isEqualTo(EngineSettings.DEFAULT);
    }

    @Test
    void unique_ids_and_random_numbers_differ_each_time() {
        AppSettings settings = new AppSettings(Map.of());
        Telemetry telemetry = new Telemetry(OpenTelemetry.noop(), Clock.systemUTC());
        EngineEnvironment around =
                settings.surroundings(Clock.systemUTC(), telemetry, mappingThreads(settings, telemetry));

        assertThat(around.uniqueIds().get()).isNotEqualTo(around.uniqueIds().get());
        assertThat(around.random().nextLong()).isNotEqualTo(around.random().nextLong());
    }

    @Test
    void a_record_is_mapped_for_five_seconds_unless_the_settings_say_otherwise() {
        Telemetry telemetry = new Telemetry(OpenTelemetry.noop(), Clock.systemUTC());

        assertThat(mappingThreads(new AppSettings(Map.of()), telemetry).limit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(mappingThreads(new AppSettings(Map.of("FIDES_MAPPING_LIMIT", "PT1S")), telemetry)
                        .limit())
                .isEqualTo(Duration.ofSeconds(1));
        assertThatThrownBy(() -> mappingThreads(new AppSettings(Map.of("FIDES_MAPPING_LIMIT", "PT0S")), telemetry))
                .hasMessageContaining("FIDES_MAPPING_LIMIT");
    }

    private static ExpendableThreads mappingThreads(AppSettings settings, Telemetry telemetry) {
        return settings.mappingThreads(Clock.systemUTC(), telemetry, mock(ExpendableThreads.Listener.class));
    }
}
