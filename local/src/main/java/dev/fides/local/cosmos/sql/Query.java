package dev.fides.local.cosmos.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A parsed query.
 *
 * @param aggregates all aggregates of the projection, without doubles
 * @param offset rows to leave out at the start
 * @param limit rows to deliver at most, whether written as TOP or as LIMIT
 */
public record Query(
        boolean distinct,
        Projection projection,
        Set<Expr.Aggregate> aggregates,
        Optional<Expr> where,
        List<Expr> groupBy,
        List<SortKey> orderBy,
        Optional<Expr> offset,
        Optional<Expr> limit) {

    public Query {
        aggregates = Set.copyOf(aggregates);
        groupBy = List.copyOf(groupBy);
        orderBy = List.copyOf(orderBy);
    }

    /** Whether documents are folded into groups (or into one row). */
    public boolean isGrouped() {
        return !aggregates.isEmpty() || !groupBy.isEmpty();
    }

    /** One expression of ORDER BY. */
    public record SortKey(Expr expression, boolean descending) {}

    /** What becomes of each row. */
    public sealed interface Projection {
        /** {@code SELECT *}. */
        record Whole() implements Projection {}

        /** {@code SELECT VALUE x}. */
        record Value(Expr expression) implements Projection {}

        /** {@code SELECT a, b AS x}. */
        record Fields(List<Field> fields) implements Projection {
            public Fields {
                fields = List.copyOf(fields);
            }
        }
    }

    /** A member of the result. */
    public record Field(String name, Expr expression) {}
}
