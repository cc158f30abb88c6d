package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Iterator;
import java.util.Map;

/** JSON values as the query language sees them: undefined is a missing node, numbers are doubles, types have an order. */
public final class SqlValues {
    /** The value of a member that is not there. */
    public static final JsonNode UNDEFINED = MissingNode.getInstance();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double EXACT_INTEGERS = 1L << 53;

    private SqlValues() {}

    static JsonNode of(boolean value) {
        return BooleanNode.valueOf(value);
    }

    static JsonNode of(String value) {
        return NODES.textNode(value);
    }

    /** A number, an integer where it is one; undefined for what JSON can't say. */
    static JsonNode of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return UNDEFINED;
        }
        return value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS
                ? NODES.numberNode((long) value)
                : NODES.numberNode(value);
    }

    public static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }

    /** Equality of the language: same type and value. */
    public static boolean same(JsonNode left, JsonNode right) {
        if (left.isContainerNode() && right.isContainerNode()) {
            return left.equals(
                    (a, b) -> a.isNumber() && b.isNumber() ? compareNumbers(a, b) : a.equals(b) ? 0 : 1, right);
        }
        return rank(left) == rank(right) && compare(left, right) == 0;
    }

    /** Whether {@code <} between these means anything: two nulls, booleans, numbers or strings. */
    static boolean comparable(JsonNode left, JsonNode right) {
        int rank = rank(left);
        return rank == rank(right) && rank >= 1 && rank <= 4;
    }

    /** The order ORDER BY, MIN and MAX use: undefined, null, booleans, numbers, strings, arrays, objects. */
    public static int compare(JsonNode left, JsonNode right) {
        int rank = rank(left);
        if (rank != rank(right)) {
            return Integer.compare(rank, rank(right));
        }
        return switch (rank) {
            case 0, 1 -> 0;
            case 2 -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case 3 -> compareNumbers(left, right);
            case 4 -> left.textValue().compareTo(right.textValue());
            case 5 -> compareArrays(left, right);
            default -> left.equals(right) ? 0 : left.toString().compareTo(right.toString());
        };
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> 1;
            case BOOLEAN -> 2;
            case NUMBER -> 3;
            case STRING -> 4;
            case ARRAY -> 5;
            case OBJECT -> 6;
            default -> 0;
        };
    }

    private static int compareNumbers(JsonNode left, JsonNode right) {
        return left.isIntegralNumber()
                        && right.isIntegralNumber()
                        && left.canConvertToLong()
                        && right.canConvertToLong()
                ? Long.compare(left.longValue(), right.longValue())
                : Double.compare(left.doubleValue(), right.doubleValue());
    }

    private static int compareArrays(JsonNode left, JsonNode right) {
        Iterator<JsonNode> others = right.iterator();
        for (JsonNode element : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compare(element, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    /** True when every member of {@code part} is in {@code whole} with the same value. */
    static boolean includes(JsonNode whole, JsonNode part) {
        for (Map.Entry<String, JsonNode> member : part.properties()) {
            if (!same(whole.path(member.getKey()), member.getValue())) {
                return false;
            }
        }
        return whole.isObject() && part.isObject();
    }
}
