package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.store.CosmosJson;

/**
 * What an account says of its query engine. The client for .NET reads this before its first query, and refuses every
 * query when it is empty. The members and their values are those of accounts in Azure; what the local endpoint cannot
 * do, such as JOIN, fails when it is asked for.
 */
final class QueryEngine {
    private QueryEngine() {}

    /** The value of {@code queryEngineConfiguration}: a JSON object, written as a text. */
    static String configuration() {
        ObjectNode members = CosmosJson.object()
                .put("maxSqlQueryInputLength", 262_144)
                .put("maxJoinsPerSqlQuery", 5)
                .put("maxLogicalAndPerSqlQuery", 500)
                .put("maxLogicalOrPerSqlQuery", 500)
                .put("maxUdfRefPerSqlQuery", 10)
                .put("maxInExpressionItemsCount", 16_000)
                .put("queryMaxInMemorySortDocumentCount", 500)
                .put("maxQueryRequestTimeoutFraction", 0.9)
                .put("maxSpatialQueryCells", 12)
                .put("spatialMaxGeometryPointCount", 256)
                .put("sqlDisableOptimizationFlags", 0)
                .put("sqlAllowNonFiniteNumbers", false);
        for (String allowed : new String[] {
            "sqlAllowAggregateFunctions",
            "sqlAllowSubQuery",
            "sqlAllowScalarSubQuery",
            "sqlAllowLike",
            "sqlAllowGroupByClause",
            "sqlAllowTop",
            "allowNewKeywords",
            "enableSpatialIndexing"
        }) {
            members.put(allowed, true);
        }
        return members.toString();
    }
}
