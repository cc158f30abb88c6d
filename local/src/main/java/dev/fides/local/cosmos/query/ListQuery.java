package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Projector;
import dev.fides.local.cosmos.sql.Query;
import java.util.List;
import java.util.Map;

/** Queries over databases and containers: a filter and a projection. */
public final class ListQuery {
    private ListQuery() {}

    public static List<JsonNode> run(Query query, Map<String, JsonNode> parameters, List<ObjectNode> resources) {
        Evaluator evaluator = new Evaluator(parameters);
        return resources.stream()
                .filter(resource -> query.where()
                        .map(where -> evaluator.matches(where, resource))
                        .orElse(true))
                .map(resource -> Projector.project(query.projection(), evaluator, resource))
                .filter(row -> !row.isMissingNode())
                .toList();
    }
}
