package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.query.Page;
import dev.fides.local.cosmos.query.QueryExecution;
import dev.fides.local.cosmos.sql.Query;
import dev.fides.local.cosmos.sql.Query.Projection;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.http.ServerResponse;
import java.util.List;
import java.util.Map;

/** Queries over documents. */
final class QueryRoutes {
    private final Queries queries;

    QueryRoutes(Queries queries) {
        this.queries = queries;
    }

    /** A plan that leaves everything to this side: with one partition range the SDK has nothing to merge. */
    ServerResponse plan(CosmosRequest request) {
        Query query = queries.parse(request.json());
        ObjectNode plan = CosmosJson.object().put("partitionedQueryExecutionInfoVersion", 2);
        ObjectNode info = plan.putObject("queryInfo")
                .put("distinctType", "None")
                .put("hasSelectValue", query.projection() instanceof Projection.Value)
                .put("rewrittenQuery", "");
        for (String list :
                List.of("groupByExpressions", "groupByAliases", "orderBy", "orderByExpressions", "aggregates")) {
            info.putArray(list);
        }
        info.putObject("groupByAliasToAggregateType");
        plan.putArray("queryRanges")
                .addObject()
                .put("min", "")
                .put("max", "FF")
                .put("isMinInclusive", true)
                .put("isMaxInclusive", false);
        return CosmosAnswer.of(200, plan);
    }

    ServerResponse query(CosmosRequest request, Container container) {
        JsonNode body = request.json();
        return run(request, container, queries.parse(body), Queries.parameters(body));
    }

    ServerResponse readAll(CosmosRequest request, Container container) {
        return run(request, container, queries.parse("SELECT * FROM c"), Map.of());
    }

    private static ServerResponse run(
            CosmosRequest request, Container container, Query query, Map<String, JsonNode> parameters) {
        refusePartOfRange(request);
        Page page = QueryExecution.run(
                container,
                query,
                new QueryExecution.Request(
                        parameters,
                        DocumentRoutes.partition(request, container),
                        request.header("x-ms-continuation"),
                        request.maxItems(Integer.MAX_VALUE)));
        ServerResponse response =
                CosmosAnswer.charged(CosmosAnswer.feed("Documents", container.rid(), page.items()), page.charge());
        return page.continuation()
                .map(token -> response.with("x-ms-continuation", token))
                .orElse(response);
    }

    private static void refusePartOfRange(CosmosRequest request) {
        boolean part = request.header("x-ms-start-epk").isPresent()
                || request.header("x-ms-end-epk")
                        .filter(end -> !end.equals("FF"))
                        .isPresent();
        if (part) {
            throw CosmosException.badRequest("The local endpoint has no queries by a prefix of a hierarchical partition"
                    + " key or by a part of the key range; filter in the WHERE clause instead.");
        }
    }
}
