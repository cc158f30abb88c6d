package dev.fides.config.request;

import static java.util.Objects.requireNonNull;

import dev.fides.config.source.Template;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request that reads.
 *
 * @param query in the order of the definition
 * @param headers that only this request has, or that differ from those of the connection
 */
public record ReadRequest(
        Method method, Template path, Map<String, Template> query, Map<String, Template> headers, Optional<Body> body) {

    /** How services are asked for records. */
    public enum Method {
        GET,
        POST,
        PUT
    }

    /** What a search carries that is not asked for by its address alone. */
    public sealed interface Body {

        /** JSON. */
        record Json(JsonTemplate template) implements Body {
            public Json {
                requireNonNull(template, "template");
            }
        }

        /** Names and values, encoded like a query. */
        record Form(Map<String, Template> fields) implements Body {
            public Form {
                fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            }
        }
    }

    public ReadRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(body, "body");
    }

    /** A GET by its address alone. */
    public static ReadRequest get(Template path, Map<String, Template> query) {
        return new ReadRequest(Method.GET, path, query, Map.of(), Optional.empty());
    }

    /** The names of all variables in it. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        visit(template -> names.addAll(template.variables()));
        return names;
    }

    /** Does something with every text in it. */
    public void visit(Consumer<Template> visitor) {
        visitor.accept(path);
        query.values().forEach(visitor);
        headers.values().forEach(visitor);
        body.ifPresent(content -> {
            if (content instanceof Body.Json json) {
                json.template().visit(visitor);
            } else {
                fields(content).forEach(visitor);
            }
        });
    }

    private static Collection<Template> fields(Body body) {
        return ((Body.Form) body).fields().values();
    }
}
