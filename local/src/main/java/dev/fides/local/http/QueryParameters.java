package dev.fides.local.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query, decoded, in the order they were sent; a name may come several times. */
public final class QueryParameters {

    /** @param value none where there is no equals sign */
    private record Parameter(String name, Optional<String> value) {}

    private final List<Parameter> parameters;

    private QueryParameters(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static QueryParameters parse(String rawQuery) {
        if (rawQuery == null) {
            return new QueryParameters(List.of());
        }
        return new QueryParameters(Arrays.stream(rawQuery.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(QueryParameters::parameter)
                .toList());
    }

    private static Parameter parameter(String raw) {
        int equals = raw.indexOf('=');
        return equals < 0
                ? new Parameter(PercentEncoding.decodeQuery(raw), Optional.empty())
                : new Parameter(
                        PercentEncoding.decodeQuery(raw.substring(0, equals)),
                        Optional.of(PercentEncoding.decodeQuery(raw.substring(equals + 1))));
    }

    /** The last value of a parameter; an empty one where only its name was sent. */
    public Optional<String> get(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .reduce((first, second) -> second)
                .map(parameter -> parameter.value().orElse(""));
    }

    /** The values by name, those of one name joined by commas; parameters without a value are left out. */
    public Map<String, String> joined() {
        var joined = new LinkedHashMap<String, String>();
        for (Parameter parameter : parameters) {
            parameter
                    .value()
                    .filter(value -> !value.isEmpty())
                    .filter(value -> !parameter.name().isEmpty())
                    .ifPresent(value -> joined.merge(parameter.name(), value, (one, other) -> one + "," + other));
        }
        return joined;
    }

    /**
     * The value of a parameter.
     *
     * @throws IllegalArgumentException when it is missing, as all of the following do
     */
    public String required(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("Parameter " + name + " is missing."));
    }

    public int number(String name, int otherwise) {
        return get(name).map(value -> parse(name, value)).orElse(otherwise);
    }

    public int requiredNumber(String name) {
        return parse(name, required(name));
    }

    /** {@code true} or {@code on}, {@code false} or {@code off}. */
    public boolean flag(String name) {
        return switch (required(name)) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw new IllegalArgumentException("Parameter " + name + " must be true or false.");
        };
    }

    /** The parts of a value that are separated by commas; none when the parameter is missing. */
    public List<String> list(String name) {
        return get(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static int parse(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Parameter " + name + " must be a number, not '" + value + "'.", e);
        }
    }
}
