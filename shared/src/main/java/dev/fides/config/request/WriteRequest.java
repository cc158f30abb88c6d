package dev.fides.config.request;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where a write goes, and what it carries besides its body.
 *
 * @param query in the order of the definition
 * @param headers that only this request has, or that differ from those of the connection
 */
public record WriteRequest(Template path, Map<String, Template> query, Map<String, Template> headers) {
    public WriteRequest {
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A request with nothing but a path. */
    public static WriteRequest to(Template path) {
        return new WriteRequest(path, Map.of(), Map.of());
    }

    /** The names of all variables in its address. */
    public Set<String> addressVariables() {
        Set<String> names = new LinkedHashSet<>(path.variables());
        query.values().forEach(value -> names.addAll(value.variables()));
        return names;
    }

    /** Whether its address says which document is meant. */
    public boolean namesDocument() {
        return addressVariables().stream()
                .anyMatch(name -> name.equals(Variables.ID)
                        || name.equals(Variables.KEY)
                        || name.startsWith(Variables.KEY + "."));
    }

    /** Does something with every text in it. */
    public void visit(Consumer<Template> visitor) {
        visitor.accept(path);
        query.values().forEach(visitor);
        headers.values().forEach(visitor);
    }
}
