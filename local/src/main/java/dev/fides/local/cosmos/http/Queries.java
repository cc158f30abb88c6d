package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.query.ListQuery;
import dev.fides.local.cosmos.sql.ParsedQueries;
import dev.fides.local.cosmos.sql.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the queries in request bodies, {@code {query, parameters:[{name, value}]}}. */
final class Queries {
    private final ParsedQueries parsed;

    Queries(ParsedQueries parsed) {
        this.parsed = parsed;
    }

    Query parse(JsonNode body) {
        return parse(body.path("query").asText());
    }

    Query parse(String text) {
        return parsed.parse(text);
    }

    static Map<String, JsonNode> parameters(JsonNode body) {
        Map<String, JsonNode> parameters = new HashMap<>();
        for (JsonNode parameter : body.path("parameters")) {
            parameters.put(parameter.path("name").asText(), parameter.path("value"));
        }
        return parameters;
    }

    /** All of {@code resources}, or those the request's query selects. */
    List<? extends JsonNode> select(CosmosRequest request, List<ObjectNode> resources) {
        if (!request.isQuery()) {
            return resources;
        }
        JsonNode body = request.json();
        return ListQuery.run(parse(body), parameters(body), resources);
    }
}
