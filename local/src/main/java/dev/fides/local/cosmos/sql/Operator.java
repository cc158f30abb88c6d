package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;

/** Operators between two values. Undefined, or operands of the wrong type, give undefined. */
public enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    CONCATENATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER;

    JsonNode apply(JsonNode left, JsonNode right) {
        if (left.isMissingNode() || right.isMissingNode()) {
            return SqlValues.UNDEFINED;
        }
        return switch (this) {
            case EQUAL -> SqlValues.of(SqlValues.same(left, right));
            case NOT_EQUAL -> SqlValues.of(!SqlValues.same(left, right));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(left, right);
            case CONCATENATE ->
                left.isTextual() && right.isTextual()
                        ? SqlValues.of(left.textValue() + right.textValue())
                        : SqlValues.UNDEFINED;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> arithmetic(left, right);
        };
    }

    private JsonNode ordered(JsonNode left, JsonNode right) {
        if (!SqlValues.comparable(left, right)) {
            return SqlValues.UNDEFINED;
        }
        int order = SqlValues.compare(left, right);
        return SqlValues.of(
                switch (this) {
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    default -> order >= 0;
                });
    }

    private JsonNode arithmetic(JsonNode left, JsonNode right) {
        if (!left.isNumber() || !right.isNumber()) {
            return SqlValues.UNDEFINED;
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        return SqlValues.of(
                switch (this) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                    default -> a % b;
                });
    }
}
