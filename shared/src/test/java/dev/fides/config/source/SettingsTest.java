package dev.fides.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Microsoft.KeyVault(VaultName=kv-fides;SecretName=cities-token)",
                "@Microsoft.KeyVault(SecretUri=https://kv-fides.vault.azure.net/secrets/cities-token/)",
                " @microsoft.keyvault(vaultname=kv-fides;secretname=cities-token) ",
            })
    void a_key_vault_reference_that_was_not_resolved_is_no_value(String value) {
        Function<String, Optional<String>> settings = Settings.of(Map.of("CITIES_TOKEN", value));

        assertThatThrownBy(() -> Settings.resolveAll("Bearer ${CITIES_TOKEN}", settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CITIES_TOKEN is a Key Vault reference that was not resolved")
                .hasMessageContaining("role Key Vault Secrets User");
    }

    @Test
    void other_values_are_taken_as_they_are() {
        Function<String, Optional<String>> settings =
                Settings.of(Map.of("PLAIN", "${x} @Microsoft.KeyVault", "EMPTY", ""));

        assertThat(settings.apply("PLAIN")).contains("${x} @Microsoft.KeyVault");
        assertThat(settings.apply("EMPTY")).contains("");
        assertThat(settings.apply("ABSENT")).isEmpty();
    }
}
