package dev.fides.functions.telemetry;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whom the exporter is to be at the ingestion endpoint, as {@code APPLICATIONINSIGHTS_AUTHENTICATION_STRING} says:
 * {@code Authorization=AAD}, with {@code ClientId=...} for a user-assigned identity.
 *
 * @param needed whether an identity is needed at all
 * @param clientId of a user-assigned identity; empty for the system-assigned one
 */
record IngestionIdentity(boolean needed, Optional<String> clientId) {

    static IngestionIdentity from(Map<String, String> environment) {
        Map<String, String> parts = Arrays.stream(environment
                        .getOrDefault("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "")
                        .split(";"))
                .map(part -> part.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0].trim(), pair -> pair[1].trim(), (first, second) -> second));
        return new IngestionIdentity(
                "AAD".equals(parts.get("Authorization")), Optional.ofNullable(parts.get("ClientId")));
    }
}
