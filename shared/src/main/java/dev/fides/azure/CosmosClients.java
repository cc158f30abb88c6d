package dev.fides.azure;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.NonIdempotentWriteRetryOptions;
import com.azure.cosmos.ThrottlingRetryOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Builds clients of Cosmos DB. */
final class CosmosClients {

    /** Beyond this the caller postpones the work; the SDK's own 9 attempts in 30 s would hold a lane for too long. */
    private static final ThrottlingRetryOptions THROTTLING = new ThrottlingRetryOptions()
            .setMaxRetryAttemptsOnThrottledRequests(5)
            .setMaxRetryWaitTime(Duration.ofSeconds(10));

    private CosmosClients() {}

    /**
     * @param reads what all reads and queries ask for; empty for what the account offers. It belongs to the client, since the SDK
     *     passes over the level that is set for a single query.
     * @throws RuntimeException when the account cannot be reached: the SDK asks for its regions at once
     */
    static CosmosAsyncClient build(
            ConnectionSettings settings, AzureCredentials credentials, Optional<ConsistencyLevel> reads) {
        CosmosClientBuilder builder = new CosmosClientBuilder()
                // A second client must not open connections of its own to the same account.
                .connectionSharingAcrossClientsEnabled(true)
                // The ETag is all that is needed of the answer to a write.
                .contentResponseOnWriteEnabled(false)
                .throttlingRetryOptions(THROTTLING)
                // Safe, because a write that comes twice is recognised by its write id.
                .nonIdempotentWriteRetryOptions(
                        new NonIdempotentWriteRetryOptions().setEnabled(true).setTrackingIdUsed(false))
                .userAgentSuffix("fides");
        reads.ifPresent(builder::consistencyLevel);
        String endpoint = connect(builder, settings, credentials);
        if (endpoint.toLowerCase(Locale.ROOT).startsWith("http://")) {
            // A local endpoint: it has one region and the address by which it was reached is the right one.
            builder.gatewayMode().endpointDiscoveryEnabled(false);
        } else if (settings.cosmosThroughGateway()) {
            builder.gatewayMode();
        } else {
            builder.directMode();
        }
        return builder.buildAsyncClient();
    }

    private static String connect(
            CosmosClientBuilder builder, ConnectionSettings settings, AzureCredentials credentials) {
        if (settings.cosmos() instanceof ConnectionSettings.WithIdentity identity) {
            builder.endpoint(identity.address()).credential(credentials.of(identity.clientId()));
            return identity.address();
        }
        Map<String, String> parts =
                parts(((ConnectionSettings.WithConnectionString) settings.cosmos()).connectionString());
        String endpoint = part(parts, "AccountEndpoint");
        builder.endpoint(endpoint).key(part(parts, "AccountKey"));
        return endpoint;
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.get(name.toLowerCase(Locale.ROOT));
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the connection string in the setting Cosmos has no " + name);
        }
        return value;
    }

    private static Map<String, String> parts(String connectionString) {
        Map<String, String> parts = new HashMap<>();
        for (String part : connectionString.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), part.substring(equals + 1));
            }
        }
        return parts;
    }
}
