package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds documents into the rows of GROUP BY, or into the one row of a query with aggregates only. */
public final class Grouping {
    private final Query query;
    private final Evaluator evaluator;
    private final Map<List<JsonNode>, Group> groups = new LinkedHashMap<>();

    public Grouping(Query query, Evaluator evaluator) {
        this.query = query;
        this.evaluator = evaluator;
        if (query.groupBy().isEmpty()) {
            // Without documents there is a row all the same: COUNT is 0 then.
            groups.put(List.of(), new Group(SqlValues.UNDEFINED));
        }
    }

    public void add(JsonNode document) {
        List<JsonNode> key = new ArrayList<>();
        for (Expr expression : query.groupBy()) {
            key.add(evaluator.evaluate(expression, document));
        }
        groups.computeIfAbsent(key, first -> new Group(document)).add(document);
    }

    /** The projected rows, in the order in which their groups were met. */
    public List<JsonNode> rows() {
        List<JsonNode> rows = new ArrayList<>();
        for (Group group : groups.values()) {
            JsonNode row = Projector.project(query.projection(), evaluator, group.first, group.results());
            if (!row.isMissingNode()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private final class Group {
        private final JsonNode first;
        private final Map<Expr.Aggregate, AggregateFunction.Accumulator> accumulators = new LinkedHashMap<>();

        Group(JsonNode first) {
            this.first = first;
            query.aggregates()
                    .forEach(aggregate ->
                            accumulators.put(aggregate, aggregate.function().accumulator()));
        }

        void add(JsonNode document) {
            accumulators.forEach(
                    (aggregate, accumulator) -> accumulator.add(evaluator.evaluate(aggregate.argument(), document)));
        }

        Map<Expr.Aggregate, JsonNode> results() {
            Map<Expr.Aggregate, JsonNode> results = new LinkedHashMap<>();
            accumulators.forEach((aggregate, accumulator) -> results.put(aggregate, accumulator.result()));
            return results;
        }
    }
}
