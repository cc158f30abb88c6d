package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.store.Account;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.Database;
import dev.fides.local.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;

/** The account, its databases, and the throughput offers it does not really have. */
final class AccountRoutes {
    private final Account account;
    private final Queries queries;
    private final Supplier<String> address;

    AccountRoutes(Account account, Queries queries, Supplier<String> address) {
        this.account = account;
        this.queries = queries;
        this.address = address;
    }

    /** What the SDK wants to know of an account before it does anything: one region, session consistency. */
    ServerResponse account() {
        ObjectNode node = CosmosJson.object()
                .put("_self", "")
                .put("id", "local")
                .put("_rid", "local")
                .put("media", "//media/")
                .put("addresses", "//addresses/")
                .put("_dbs", "//dbs/")
                .put("enableMultipleWriteLocations", false)
                .put("enableNRegionSynchronousCommit", false)
                .put("enablePerPartitionFailoverBehavior", false)
                .put("queryEngineConfiguration", QueryEngine.configuration());
        for (String locations : List.of("writableLocations", "readableLocations")) {
            node.putArray(locations).addObject().put("name", "Local").put("databaseAccountEndpoint", address.get());
        }
        for (String policy : List.of("userReplicationPolicy", "systemReplicationPolicy")) {
            node.putObject(policy)
                    .put("asyncReplication", false)
                    .put("minReplicaSetSize", 1)
                    .put("maxReplicasetSize", 4);
        }
        node.putObject("userConsistencyPolicy").put("defaultConsistencyLevel", "Session");
        node.putObject("readPolicy").put("primaryReadCoefficient", 1).put("secondaryReadCoefficient", 1);
        return CosmosAnswer.of(200, node);
    }

    ServerResponse offers(int segments) {
        ObjectNode offer = CosmosJson.object()
                .put("id", "local")
                .put("_rid", "local")
                .put("_self", "offers/local/")
                .put("offerVersion", "V2")
                .put("offerType", "Invalid")
                .put("resource", "")
                .put("offerResourceId", "");
        offer.putObject("content").put("offerThroughput", 400);
        return segments > 1
                ? CosmosAnswer.of(200, offer).with("x-ms-cosmos-min-throughput", "400")
                : CosmosAnswer.feed("Offers", "", List.of(offer));
    }

    ServerResponse databases(CosmosRequest request) {
        boolean creates = request.method().equals("POST") && !request.isQuery();
        if (creates) {
            Database created = account.create(request.json().path("id").asText());
            return CosmosAnswer.of(201, created.properties())
                    .with("etag", created.properties().path("_etag").asText());
        }
        List<ObjectNode> all =
                account.databases().stream().map(Database::properties).toList();
        return CosmosAnswer.feed("Databases", "", queries.select(request, all));
    }

    ServerResponse database(CosmosRequest request, Database database) {
        switch (request.method()) {
            case "GET" -> {
                return CosmosAnswer.of(200, database.properties())
                        .with("etag", database.properties().path("_etag").asText());
            }
            case "DELETE" -> {
                account.delete(database);
                return CosmosAnswer.empty(204);
            }
            default -> throw request.notAllowed();
        }
    }
}
