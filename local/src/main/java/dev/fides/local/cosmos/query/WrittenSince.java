package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Expr;
import dev.fides.local.cosmos.sql.Operator;
import dev.fides.local.cosmos.sql.SqlValues;
import java.util.List;
import java.util.Optional;

/** Finds {@code c._ts >= time}, alone or as part of an AND, in a WHERE clause. */
final class WrittenSince {

    private static final List<String> TIME = List.of("_ts");

    private WrittenSince() {}

    /** The time in seconds since 1970; empty where the clause has no such condition. */
    static Optional<Long> of(Expr where, Evaluator evaluator) {
        List<Expr> operands = where instanceof Expr.And and ? and.operands() : List.of(where);
        return operands.stream()
                .flatMap(operand -> time(operand, evaluator).stream())
                .findFirst();
    }

    private static Optional<Long> time(Expr operand, Evaluator evaluator) {
        if (operand instanceof Expr.Binary binary
                && binary.operator() == Operator.GREATER_OR_EQUAL
                && binary.right().isConstant()
                && binary.left().memberPath().filter(TIME::equals).isPresent()) {
            JsonNode value = evaluator.evaluate(binary.right(), SqlValues.UNDEFINED);
            return value.isIntegralNumber() ? Optional.of(value.longValue()) : Optional.empty();
        }
        return Optional.empty();
    }
}
