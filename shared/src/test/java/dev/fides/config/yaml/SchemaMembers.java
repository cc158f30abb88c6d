package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members that the JSON Schema of definitions knows, and those of them that a definition has. A member is named by its
 * place in the schema, so that what host and target share is one: {@code auth[oauth2]/scope}. The texts that explain parts are left
 * out.
 */
public final class SchemaMembers {

    private static final Path FILE = Path.of("..", "docs", "sync-definition.schema.json");
    private static final List<String> CHOICES = List.of("oneOf", "anyOf", "allOf");
    private static final String EXPLANATION = "description";

    private final JsonNode root;

    private SchemaMembers(JsonNode root) {
        this.root = root;
    }

    /** Those of the project's schema. */
    public static SchemaMembers read() {
        try {
            return new SchemaMembers(Json.parse(Files.readAllBytes(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of the schema, and its name. */
    private record Part(JsonNode schema, String name) {}

    /** All of them. */
    public Set<String> all() {
        Set<String> names = new HashSet<>();
        collect(new Part(root, ""), new HashSet<>(), names);
        return names;
    }

    private void collect(Part from, Set<String> before, Set<String> into) {
        Part part = resolved(from);
        if (part.schema().isMissingNode() || !before.add(part.name())) {
            return;
        }
        part.schema().path("properties").properties().forEach(member -> {
            if (!member.getKey().equals(EXPLANATION)) {
                Part of = new Part(member.getValue(), part.name() + "/" + member.getKey());
                into.add(of.name());
                collect(of, before, into);
            }
        });
        collect(new Part(part.schema().path("items"), part.name() + "/*"), before, into);
        collect(new Part(part.schema().path("additionalProperties"), part.name() + "/{}"), before, into);
        choices(part).forEach(choice -> collect(choice, before, into));
    }

    /** The members that a definition has, each with one place where it has it. */
    public Map<String, JsonPointer> of(JsonNode definition) {
        Map<String, JsonPointer> found = new TreeMap<>();
        find(new Part(root, ""), definition, JsonPointer.empty(), found);
        return found;
    }

    private void find(Part from, JsonNode value, JsonPointer at, Map<String, JsonPointer> into) {
        Part part = resolved(from);
        JsonNode others = part.schema().path("additionalProperties");
        value.properties().forEach(member -> {
            JsonNode known = part.schema().path("properties").path(member.getKey());
            JsonPointer place = at.appendProperty(member.getKey());
            String name = part.name() + "/" + member.getKey();
            if (!known.isMissingNode() && !member.getKey().equals(EXPLANATION)) {
                into.putIfAbsent(name, place);
                find(new Part(known, name), member.getValue(), place, into);
            } else if (others.isObject()) {
                find(new Part(others, part.name() + "/{}"), member.getValue(), place, into);
            }
        });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            find(new Part(part.schema().path("items"), part.name() + "/*"), value.get(i), at.appendIndex(i), into);
        }
        choices(part).stream()
                .filter(choice -> isOneThatFits(part, choice, value))
                .forEach(choice -> find(choice, value, at, into));
    }

    private Part resolved(Part part) {
        Part now = part;
        while (now.schema().has("$ref")) {
            String reference = now.schema().get("$ref").textValue();
            now = new Part(root.at(reference.substring(1)), reference.substring(reference.lastIndexOf('/') + 1));
        }
        return now;
    }

    private List<Part> choices(Part part) {
        List<Part> choices = new ArrayList<>();
        for (String kind : CHOICES) {
            for (JsonNode choice : part.schema().path(kind)) {
                Part of = resolved(new Part(choice, ""));
                JsonNode type = of.schema().at("/properties/type/const");
                String label = type.isMissingNode() ? Integer.toString(choices.size()) : type.textValue();
                choices.add(of.name().isEmpty() ? new Part(choice, part.name() + "[" + label + "]") : of);
            }
        }
        for (String kind : List.of("then", "else")) {
            JsonNode choice = part.schema().path(kind);
            if (choice.has("$ref")) {
                choices.add(resolved(new Part(choice, "")));
            }
        }
        return choices;
    }

    private boolean isOneThatFits(Part part, Part choice, JsonNode value) {
        JsonNode conditional = part.schema().at("/if/required");
        if (conditional.isArray() && part.schema().has("else")) {
            Part then = resolved(new Part(part.schema().get("then"), ""));
            return has(value, conditional) == choice.name().equals(then.name());
        }
        JsonNode schema = choice.schema();
        if (schema.has("const")) {
            return schema.get("const").equals(value);
        }
        String type = schema.path("type").asText("");
        if (value.isObject()) {
            JsonNode wanted = schema.at("/properties/type/const");
            JsonNode members = schema.path("properties");
            boolean closed = schema.path("additionalProperties").isBoolean();
            return (type.isEmpty() || type.equals("object"))
                    && (wanted.isMissingNode() || wanted.equals(value.path("type")))
                    && has(value, schema.path("required"))
                    && (!closed || value.properties().stream().allMatch(member -> members.has(member.getKey())));
        }
        return value.isArray() ? type.isEmpty() || type.equals("array") : !type.equals("object");
    }

    private static boolean has(JsonNode value, JsonNode required) {
        for (JsonNode name : required.isArray() ? required : MissingNode.getInstance()) {
            if (!value.has(name.textValue())) {
                return false;
            }
        }
        return true;
    }
}
