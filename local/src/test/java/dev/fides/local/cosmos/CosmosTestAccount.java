package dev.fides.local.cosmos;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** An endpoint with a manual clock, the real SDK in front of it, and the database {@code test}. */
final class CosmosTestAccount implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final CosmosEndpoint endpoint =
            CosmosEndpoint.start(CosmosSettings.onPort(0).withClock(clock));
    final CosmosClient client = builder(CosmosSettings.EMULATOR_KEY).buildClient();
    final CosmosDatabase database;

    CosmosTestAccount() {
        client.createDatabaseIfNotExists("test");
        database = client.getDatabase("test");
    }

    CosmosClientBuilder builder(String key) {
        return new CosmosClientBuilder()
                .endpoint(endpoint.address())
                .key(key)
                .gatewayMode()
                .endpointDiscoveryEnabled(false)
                .contentResponseOnWriteEnabled(true);
    }

    CosmosContainer container(String id, String partitionKeyPath) {
        return container(new CosmosContainerProperties(id, partitionKeyPath));
    }

    CosmosContainer container(CosmosContainerProperties properties) {
        database.createContainerIfNotExists(properties);
        return database.getContainer(properties.getId());
    }

    static ObjectNode document(String id, String city, int size) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("city", city)
                .put("size", size);
    }

    static List<JsonNode> query(CosmosContainer container, String sql) {
        return container.queryItems(sql, new CosmosQueryRequestOptions(), JsonNode.class).stream()
                .toList();
    }

    @Override
    public void close() {
        client.close();
        endpoint.close();
    }

    /** Moves only when told to. */
    static final class ManualClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

        void advanceSeconds(long seconds) {
            now.updateAndGet(instant -> instant.plusSeconds(seconds));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
