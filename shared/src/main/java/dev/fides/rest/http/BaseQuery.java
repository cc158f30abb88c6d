package dev.fides.rest.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The query of a base URL, such as {@code api-version=2024-07-01}, which every call of the service keeps. */
final class BaseQuery {

    /** As they stand in the URL, by their decoded names. */
    private final Map<String, String> parameters = new LinkedHashMap<>();

    BaseQuery(URI baseUrl) {
        parts(baseUrl.getRawQuery()).forEach(part -> parameters.put(name(part), part));
    }

    /** The values of those whose names suggest secrets. */
    List<String> secrets() {
        return parameters.entrySet().stream()
                .filter(parameter -> Messages.namesSecret(parameter.getKey()))
                .map(parameter -> decoded(
                        parameter.getValue().substring(parameter.getValue().indexOf('=') + 1)))
                .toList();
    }

    /** A query without those parameters that are the same here: what is kept of a position. */
    Optional<String> without(String query) {
        List<String> others = parts(query).stream()
                .filter(part -> !part.equals(parameters.get(name(part))))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join("&", others));
    }

    /** A query together with those parameters that it has not itself; empty where there is nothing. */
    String with(String query) {
        List<String> own = parts(query);
        Set<String> names = own.stream().map(BaseQuery::name).collect(Collectors.toSet());
        List<String> all = new ArrayList<>();
        parameters.forEach((name, part) -> {
            if (!names.contains(name)) {
                all.add(part);
            }
        });
        all.addAll(own);
        return String.join("&", all);
    }

    private static List<String> parts(String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static String name(String part) {
        return decoded(part.indexOf('=') < 0 ? part : part.substring(0, part.indexOf('=')));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Links come from services, which need not encode them well.
            return text;
        }
    }
}
