package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.Database;
import dev.fides.local.http.ServerResponse;
import java.util.List;

/** The containers of a database. */
final class ContainerRoutes {
    private final Queries queries;

    ContainerRoutes(Queries queries) {
        this.queries = queries;
    }

    ServerResponse containers(CosmosRequest request, Database database) {
        if (request.method().equals("POST") && !request.isQuery()) {
            ObjectNode requested = CosmosJson.requireObject(request.json(), "A container");
            return answer(201, database.create(requested));
        }
        List<ObjectNode> all =
                database.containers().stream().map(Container::properties).toList();
        return CosmosAnswer.feed("DocumentCollections", database.rid(), queries.select(request, all));
    }

    ServerResponse container(CosmosRequest request, Database database, Container container) {
        switch (request.method()) {
            case "GET" -> {
                return answer(200, container);
            }
            case "PUT" -> {
                container.replace(CosmosJson.requireObject(request.json(), "A container"));
                return answer(200, container);
            }
            case "DELETE" -> {
                database.delete(container);
                return CosmosAnswer.empty(204);
            }
            default -> throw request.notAllowed();
        }
    }

    private static ServerResponse answer(int status, Container container) {
        ObjectNode properties = container.properties();
        return CosmosAnswer.of(status, properties)
                .with("etag", properties.path("_etag").asText());
    }
}
