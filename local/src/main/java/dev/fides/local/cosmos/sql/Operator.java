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
            return Values.UNDEFINED;
        }
        return switch (this) {
            case EQUAL -> Values.of(Values.same(left, right));
            case NOT_EQUAL -> Values.of(!Values.same(left, right));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(left, right);
            case CONCATENATE ->
                left.isTextual() && right.isTextual()
                        ? Values.of(left.textValue() + right.textValue())
                        : Values.UNDEFINED;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER -> arithmetic(left, right);
        };
    }

    private JsonNode ordered(JsonNode left, JsonNode right) {
        if (!Values.comparable(left, right)) {
            return Values.UNDEFINED;
        }
        int order = Values.compare(left, right);
        return Values.of(
                switch (this) {
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case GREATER -> order > 0;
                    default -> order >= 0;
                });
    }

    private JsonNode arithmetic(JsonNode left, JsonNode right) {
        if (!left.isNumber() || !right.isNumber()) {
            return Values.UNDEFINED;
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        return Values.of(
                switch (this) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                    default -> a % b;
                });
    }
}
