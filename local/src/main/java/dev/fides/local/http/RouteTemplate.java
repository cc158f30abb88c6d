package dev.fides.local.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route template in the syntax of ASP.NET Core: {@code syncs/{sync}/runs/{run}}, {@code {run?}}, {@code {run=latest}},
 * {@code {n:int}}, {@code {*rest}}. Literals are matched in any case, and a slash at the end is taken.
 */
public final class RouteTemplate {
    private static final Pattern PARAMETER =
            Pattern.compile("\\{(\\*{0,2})(\\w+)((?::\\w+(?:\\([^)]*\\))?)*)(?:(\\?)|=([^}]*))?}");
    private static final Map<String, String> CONSTRAINTS = Map.of(
            "int", "[+-]?\\d{1,10}",
            "long", "[+-]?\\d{1,19}",
            "guid", "\\{?[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}}?",
            "alpha", "[a-zA-Z]+",
            "bool", "(?i:true|false)",
            "decimal", "[+-]?\\d+(?:\\.\\d+)?",
            "double", "[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?",
            "float", "[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private record Parameter(String name, Optional<String> defaultValue) {}

    private final String text;
    private final Pattern pattern;
    private final List<Parameter> parameters = new ArrayList<>();

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException naming the part that cannot be read
     */
    public RouteTemplate(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        for (String segment : text.isEmpty() ? new String[0] : text.split("/", -1)) {
            append(segment, regex);
        }
        this.pattern = Pattern.compile(regex + "/?", Pattern.CASE_INSENSITIVE);
    }

    /**
     * The values of the template's parameters in a path, still encoded, or none when the path is another one.
     *
     * @param path as it was sent, with a leading slash
     */
    public Optional<Map<String, String>> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Optional.ofNullable(matcher.group("p" + i))
                    .filter(value -> !value.isEmpty())
                    .or(parameter::defaultValue)
                    .ifPresent(value -> values.put(parameter.name(), value));
        }
        return Optional.of(values);
    }

    @Override
    public String toString() {
        return text;
    }

    private void append(String segment, StringBuilder regex) {
        Matcher parameter = PARAMETER.matcher(segment);
        StringBuilder part = new StringBuilder();
        int end = 0;
        boolean whole = false;
        boolean optional = false;
        while (parameter.find()) {
            part.append(literal(segment.substring(end, parameter.start())));
            whole = parameter.start() == 0 && parameter.end() == segment.length();
            boolean catchAll = !parameter.group(1).isEmpty();
            optional |= catchAll || parameter.group(4) != null || parameter.group(5) != null;
            part.append("(?<p%d>%s)".formatted(parameters.size(), valuePattern(parameter.group(3), catchAll)));
            parameters.add(new Parameter(parameter.group(2), Optional.ofNullable(parameter.group(5))));
            end = parameter.end();
        }
        part.append(literal(segment.substring(end)));
        regex.append(optional && whole ? "(?:/" + part + ")?" : "/" + part);
    }

    private String literal(String literal) {
        if (literal.contains("{") || literal.contains("}")) {
            throw new IllegalArgumentException("route template '%s' cannot be read at '%s'".formatted(text, literal));
        }
        return literal.isEmpty() ? "" : Pattern.quote(literal);
    }

    /** Constraints that are not known (ranges, lengths, patterns) let every value pass. */
    private static String valuePattern(String constraints, boolean catchAll) {
        for (String constraint : constraints.split(":", -1)) {
            String known = CONSTRAINTS.get(constraint);
            if (known != null) {
                return known;
            }
        }
        return catchAll ? ".*" : "[^/]+";
    }
}
