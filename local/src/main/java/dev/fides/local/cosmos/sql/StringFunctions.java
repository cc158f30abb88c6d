package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Functions over strings; anything but strings where strings are wanted gives undefined. */
final class StringFunctions {
    private StringFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                test("STARTSWITH", String::startsWith),
                test("ENDSWITH", String::endsWith),
                test("CONTAINS", String::contains),
                test("STRINGEQUALS", String::equals),
                map("LOWER", Text::lower),
                map("UPPER", Text::upper),
                map("TRIM", String::strip),
                map("LTRIM", String::stripLeading),
                map("RTRIM", String::stripTrailing),
                map("REVERSE", text -> new StringBuilder(text).reverse().toString()),
                new BuiltIn(
                        "LENGTH",
                        1,
                        1,
                        a -> isText(a, 1) ? SqlValues.of(text(a, 0).length()) : SqlValues.UNDEFINED),
                new BuiltIn("CONCAT", 2, Integer.MAX_VALUE, StringFunctions::concat),
                new BuiltIn("SUBSTRING", 3, 3, StringFunctions::substring),
                new BuiltIn("LEFT", 2, 2, a -> part(a, 0, number(a, 1))),
                new BuiltIn("RIGHT", 2, 2, StringFunctions::right),
                new BuiltIn("INDEX_OF", 2, 2, StringFunctions::indexOf),
                new BuiltIn("REPLACE", 3, 3, StringFunctions::replace),
                new BuiltIn("REGEXMATCH", 2, 3, StringFunctions::regexMatch),
                new BuiltIn("TOSTRING", 1, 1, a -> toText(a.get(0))));
    }

    private static BuiltIn test(String name, BiPredicate<String, String> test) {
        return new BuiltIn(name, 2, 3, a -> {
            if (!isText(a, 2)) {
                return SqlValues.UNDEFINED;
            }
            boolean ignoreCase = a.size() > 2 && SqlValues.isTrue(a.get(2));
            return SqlValues.of(
                    ignoreCase
                            ? test.test(Text.lower(text(a, 0)), Text.lower(text(a, 1)))
                            : test.test(text(a, 0), text(a, 1)));
        });
    }

    private static BuiltIn map(String name, UnaryOperator<String> change) {
        return new BuiltIn(
                name, 1, 1, a -> isText(a, 1) ? SqlValues.of(change.apply(text(a, 0))) : SqlValues.UNDEFINED);
    }

    private static JsonNode concat(List<JsonNode> a) {
        if (!isText(a, a.size())) {
            return SqlValues.UNDEFINED;
        }
        StringBuilder whole = new StringBuilder();
        a.forEach(part -> whole.append(part.textValue()));
        return SqlValues.of(whole.toString());
    }

    private static JsonNode substring(List<JsonNode> a) {
        return part(a, number(a, 1), number(a, 1) + number(a, 2));
    }

    private static JsonNode right(List<JsonNode> a) {
        return isText(a, 1)
                ? part(a, text(a, 0).length() - number(a, 1), text(a, 0).length())
                : SqlValues.UNDEFINED;
    }

    private static JsonNode part(List<JsonNode> a, double from, double to) {
        boolean numbers = a.stream().skip(1).allMatch(JsonNode::isNumber);
        if (!isText(a, 1) || !numbers) {
            return SqlValues.UNDEFINED;
        }
        String text = text(a, 0);
        int start = (int) Math.max(0, Math.min(from, text.length()));
        int end = (int) Math.max(start, Math.min(to, text.length()));
        return SqlValues.of(text.substring(start, end));
    }

    private static JsonNode indexOf(List<JsonNode> a) {
        return isText(a, 2) ? SqlValues.of(text(a, 0).indexOf(text(a, 1))) : SqlValues.UNDEFINED;
    }

    private static JsonNode replace(List<JsonNode> a) {
        return isText(a, 3) ? SqlValues.of(text(a, 0).replace(text(a, 1), text(a, 2))) : SqlValues.UNDEFINED;
    }

    private static JsonNode regexMatch(List<JsonNode> a) {
        if (!isText(a, a.size())) {
            return SqlValues.UNDEFINED;
        }
        boolean ignoreCase = a.size() > 2 && text(a, 2).contains("i");
        try {
            Pattern pattern = Pattern.compile(text(a, 1), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            return SqlValues.of(pattern.matcher(text(a, 0)).find());
        } catch (PatternSyntaxException e) {
            throw new SqlException("The pattern '" + text(a, 1) + "' is not a regular expression.");
        }
    }

    private static JsonNode toText(JsonNode value) {
        return value.isMissingNode() || value.isTextual() ? value : SqlValues.of(value.toString());
    }

    private static boolean isText(List<JsonNode> arguments, int count) {
        return arguments.subList(0, count).stream().allMatch(JsonNode::isTextual);
    }

    private static String text(List<JsonNode> arguments, int index) {
        return arguments.get(index).textValue();
    }

    private static double number(List<JsonNode> arguments, int index) {
        return arguments.get(index).doubleValue();
    }
}
