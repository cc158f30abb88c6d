package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in functions by name: types, numbers and arrays here, strings in {@link StringFunctions}. */
final class Functions {
    private static final Map<String, BuiltIn> ALL = Stream.of(types(), numbers(), arrays(), StringFunctions.all())
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(BuiltIn::name, Function.identity()));

    private Functions() {}

    /** @throws SqlException when there is none of that name, or not for so many arguments */
    static BuiltIn find(String name, int arguments) {
        BuiltIn function = ALL.get(Text.upper(name));
        if (function == null) {
            throw new SqlException("'" + name + "' is not a recognized built-in function name.");
        }
        function.requireArguments(arguments);
        return function;
    }

    private static List<BuiltIn> types() {
        return List.of(
                is("IS_DEFINED", value -> !value.isMissingNode()),
                is("IS_NULL", JsonNode::isNull),
                is("IS_BOOL", JsonNode::isBoolean),
                is("IS_NUMBER", JsonNode::isNumber),
                is("IS_INTEGER", JsonNode::isIntegralNumber),
                is("IS_STRING", JsonNode::isTextual),
                is("IS_ARRAY", JsonNode::isArray),
                is("IS_OBJECT", JsonNode::isObject),
                is("IS_PRIMITIVE", value -> value.isValueNode() && !value.isMissingNode()));
    }

    private static BuiltIn is(String name, Predicate<JsonNode> test) {
        return new BuiltIn(name, 1, 1, a -> SqlValues.of(test.test(a.get(0))));
    }

    private static List<BuiltIn> numbers() {
        return List.of(
                number("ABS", Math::abs),
                number("CEILING", Math::ceil),
                number("FLOOR", Math::floor),
                number("ROUND", Math::rint),
                number("SQRT", Math::sqrt),
                number("SIGN", Math::signum),
                new BuiltIn("POWER", 2, 2, Functions::power));
    }

    private static BuiltIn number(String name, DoubleUnaryOperator change) {
        return new BuiltIn(name, 1, 1, a -> {
            JsonNode value = a.get(0);
            return value.isNumber() ? SqlValues.of(change.applyAsDouble(value.doubleValue())) : SqlValues.UNDEFINED;
        });
    }

    private static JsonNode power(List<JsonNode> a) {
        return a.stream().allMatch(JsonNode::isNumber)
                ? SqlValues.of(Math.pow(a.get(0).doubleValue(), a.get(1).doubleValue()))
                : SqlValues.UNDEFINED;
    }

    private static List<BuiltIn> arrays() {
        return List.of(
                new BuiltIn(
                        "ARRAY_LENGTH",
                        1,
                        1,
                        a -> a.get(0).isArray() ? SqlValues.of(a.get(0).size()) : SqlValues.UNDEFINED),
                new BuiltIn("ARRAY_CONTAINS", 2, 3, Functions::arrayContains),
                new BuiltIn("ARRAY_CONCAT", 2, Integer.MAX_VALUE, Functions::arrayConcat),
                new BuiltIn("ARRAY_SLICE", 2, 3, Functions::arraySlice));
    }

    private static JsonNode arrayContains(List<JsonNode> a) {
        JsonNode wanted = a.get(1);
        if (!a.get(0).isArray() || wanted.isMissingNode()) {
            return SqlValues.UNDEFINED;
        }
        boolean partial = a.size() > 2 && SqlValues.isTrue(a.get(2));
        for (JsonNode element : a.get(0)) {
            if (SqlValues.same(element, wanted) || (partial && SqlValues.includes(element, wanted))) {
                return SqlValues.of(true);
            }
        }
        return SqlValues.of(false);
    }

    private static JsonNode arrayConcat(List<JsonNode> a) {
        if (!a.stream().allMatch(JsonNode::isArray)) {
            return SqlValues.UNDEFINED;
        }
        ArrayNode whole = JsonNodeFactory.instance.arrayNode();
        a.forEach(array -> array.forEach(whole::add));
        return whole;
    }

    /** A negative start counts from the end. */
    private static JsonNode arraySlice(List<JsonNode> a) {
        JsonNode array = a.get(0);
        if (!array.isArray() || !a.stream().skip(1).allMatch(JsonNode::isNumber)) {
            return SqlValues.UNDEFINED;
        }
        int start = a.get(1).asInt();
        int from = Math.max(0, start < 0 ? array.size() + start : start);
        long to = a.size() > 2 ? (long) from + a.get(2).asInt() : array.size();
        ArrayNode slice = JsonNodeFactory.instance.arrayNode();
        for (int i = from; i < Math.min(to, array.size()); i++) {
            slice.add(array.get(i));
        }
        return slice;
    }
}
