package dev.fides.local.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of methods and paths; the first line that fits both is taken.
 *
 * @param <H> what the lines lead to
 */
public final class Routes<H> {

    private final List<Route<H>> routes = new ArrayList<>();

    /** @param methods in capitals; none means every method */
    private record Route<H>(Set<String> methods, RouteTemplate template, H handler) {}

    /** What a line leads to, and the parts of the path that its template names. */
    public record Match<H>(H handler, PathVariables path) {}

    /**
     * Adds a line below the others.
     *
     * @param methods in capitals, empty for every method
     * @throws IllegalArgumentException when the template cannot be read
     */
    public Routes<H> add(Set<String> methods, String template, H handler) {
        routes.add(new Route<>(Set.copyOf(methods), new RouteTemplate(template), handler));
        return this;
    }

    /** Adds a line for one method. */
    public Routes<H> add(String method, String template, H handler) {
        return add(Set.of(method), template, handler);
    }

    /** Adds a line for every method. */
    public Routes<H> add(String template, H handler) {
        return add(Set.of(), template, handler);
    }

    public Optional<Match<H>> find(ServerRequest request) {
        for (Route<H> route : routes) {
            if (route.methods().isEmpty() || route.methods().contains(request.method())) {
                Optional<Map<String, String>> variables = route.template().match(request.path());
                if (variables.isPresent()) {
                    return Optional.of(new Match<>(route.handler(), new PathVariables(variables.get())));
                }
            }
        }
        return Optional.empty();
    }
}
