package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.Database;
import java.util.List;

/** The containers of a database. */
final class ContainerRoutes {
    private final Queries queries;

    ContainerRoutes(Queries queries) {
        this.queries = queries;
    }

    Response containers(Request request, Database database) {
        if (request.method().equals("POST") && !request.isQuery()) {
            ObjectNode requested = CosmosJson.requireObject(request.body().json(), "A container");
            return answer(201, database.create(requested));
        }
        List<ObjectNode> all =
                database.containers().stream().map(Container::properties).toList();
        return Response.feed("DocumentCollections", database.rid(), queries.select(request, all));
    }

    Response container(Request request, Database database, Container container) {
        switch (request.method()) {
            case "GET" -> {
                return answer(200, container);
            }
            case "PUT" -> {
                container.replace(CosmosJson.requireObject(request.body().json(), "A container"));
                return answer(200, container);
            }
            case "DELETE" -> {
                database.delete(container);
                return Response.empty(204);
            }
            default -> throw request.notAllowed();
        }
    }

    private static Response answer(int status, Container container) {
        ObjectNode properties = container.properties();
        return Response.of(status, properties)
                .header("etag", properties.path("_etag").asText());
    }
}
