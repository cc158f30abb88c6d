package dev.fides.cli.init;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A description of an API: OpenAPI 3.0 and 3.1, or Swagger 2.0. References within the document are followed, others are not.
 *
 * @param root the document
 */
record OpenApi(JsonNode root) {

    /** A page, its list, a record, its members, and what each of them is combined of: what lies deeper is of no interest. */
    private static final int DEEPEST = 6;

    private static final Set<String> COMBINING = Set.of("allOf", "oneOf", "anyOf");

    OpenApi {
        if (!root.path("paths").isObject()) {
            throw new IllegalArgumentException(
                    "expected a description of an API (OpenAPI 3 or Swagger 2) with \"paths\", found none");
        }
    }

    /** The operations that read something, by their paths. */
    Map<String, JsonNode> reads() {
        Map<String, JsonNode> reads = new LinkedHashMap<>();
        root.path("paths").properties().forEach(path -> {
            JsonNode read = resolved(path.getValue()).path("get");
            if (read.isObject()) {
                reads.put(path.getKey(), read);
            }
        });
        return reads;
    }

    /** The address of the service, if it is said; relative to where the document was found in some. */
    Optional<String> server() {
        JsonNode servers = root.path("servers");
        if (servers.isArray() && !servers.isEmpty()) {
            String url = servers.get(0).path("url").asText();
            for (Map.Entry<String, JsonNode> variable :
                    servers.get(0).path("variables").properties()) {
                url = url.replace(
                        "{" + variable.getKey() + "}",
                        variable.getValue().path("default").asText());
            }
            return Optional.of(url).filter(text -> !text.isEmpty() && !text.equals("/"));
        }
        String base = root.path("basePath").asText("");
        return root.path("host").isTextual()
                ? Optional.of(root.path("schemes").path(0).asText("https") + "://"
                        + root.path("host").asText() + (base.equals("/") ? "" : base))
                : Optional.of(base).filter(text -> text.length() > 1);
    }

    /** The parameters of a read, those that all operations of the path have included. */
    List<JsonNode> parameters(String path, JsonNode read) {
        List<JsonNode> parameters = new ArrayList<>();
        read.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        root.path("paths").path(path).path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return parameters;
    }

    /** The schema of what a read answers when all is well, references resolved; missing when there is no JSON. */
    JsonNode answer(JsonNode read) {
        JsonNode response = response(read);
        if (response.path("schema").isObject()) {
            return schema(response.path("schema"));
        }
        for (Map.Entry<String, JsonNode> content : response.path("content").properties()) {
            if (content.getKey().contains("json") || content.getKey().equals("*/*")) {
                return schema(content.getValue().path("schema"));
            }
        }
        return MissingNode.getInstance();
    }

    /** Whether an answer has this header. */
    boolean hasHeader(JsonNode read, String header) {
        return response(read).path("headers").properties().stream()
                .anyMatch(named -> named.getKey().equalsIgnoreCase(header));
    }

    private JsonNode response(JsonNode read) {
        for (String status : List.of("200", "2XX", "2xx", "default")) {
            JsonNode response = read.path("responses").path(status);
            if (response.isObject()) {
                return resolved(response);
            }
        }
        return MissingNode.getInstance();
    }

    /** The first way to be let in that a read takes, as it is described; empty when it takes anybody. */
    Optional<JsonNode> security(JsonNode read) {
        JsonNode wanted = read.has("security") ? read.path("security") : root.path("security");
        JsonNode schemes = root.path("components").path("securitySchemes").isObject()
                ? root.path("components").path("securitySchemes")
                : root.path("securityDefinitions");
        for (JsonNode alternative : wanted) {
            for (Map.Entry<String, JsonNode> scheme : alternative.properties()) {
                JsonNode described = resolved(schemes.path(scheme.getKey()));
                if (described.isObject()) {
                    return Optional.of(described);
                }
            }
        }
        return Optional.empty();
    }

    private JsonNode schema(JsonNode schema) {
        return schema(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /**
     * With references followed, and what is combined by {@code allOf} in one.
     *
     * @param open the schemas within which this one stands: of one that contains itself nothing more is said
     */
    private JsonNode schema(JsonNode schema, Set<JsonNode> open) {
        JsonNode plain = resolved(schema);
        if (!plain.isObject() || open.size() > DEEPEST || !open.add(plain)) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return flat((ObjectNode) plain, open);
        } finally {
            open.remove(plain);
        }
    }

    private JsonNode flat(ObjectNode plain, Set<JsonNode> open) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (JsonNode part : parts(plain)) {
            JsonNode flat = schema(part, open);
            flat.path("properties").properties().forEach(member -> properties.set(member.getKey(), member.getValue()));
            flat.properties().forEach(member -> result.set(member.getKey(), member.getValue()));
        }
        plain.properties().forEach(member -> {
            if (!COMBINING.contains(member.getKey())) {
                result.set(member.getKey(), member.getValue());
            }
        });
        plain.path("properties")
                .properties()
                .forEach(member -> properties.set(member.getKey(), schema(member.getValue(), open)));
        if (!properties.isEmpty()) {
            result.set("properties", properties);
        }
        if (plain.path("items").isObject()) {
            result.set("items", schema(plain.path("items"), open));
        }
        return result;
    }

    /** What a schema is combined of: all of one kind, the first of the others that is not just null. */
    private static List<JsonNode> parts(JsonNode plain) {
        List<JsonNode> parts = new ArrayList<>();
        plain.path("allOf").forEach(parts::add);
        for (String choice : List.of("oneOf", "anyOf")) {
            plain.path(choice).forEach(one -> {
                if (parts.isEmpty() && !one.path("type").asText().equals("null")) {
                    parts.add(one);
                }
            });
        }
        return parts;
    }

    /** @throws IllegalArgumentException where a reference leads out of the document, or nowhere */
    private JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        Set<String> seen = new HashSet<>();
        while (found.path("$ref").isTextual()) {
            String reference = found.path("$ref").asText();
            JsonNode next = reference.startsWith("#/")
                    ? root.at(JsonPointer.compile(
                            reference.substring(1).replace("%7B", "{").replace("%7D", "}")))
                    : MissingNode.getInstance();
            if (next.isMissingNode() || !seen.add(reference)) {
                throw new IllegalArgumentException("the reference " + reference
                        + " leads to nothing in the description; expected one within the same file: bundle it first");
            }
            found = next;
        }
        return found;
    }
}
