package dev.fides.cli.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A draft as the files of a definition. What is there already is never written over. */
final class DraftFiles {

    private static final Pattern JSLT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private static final Pattern SETTING = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

    private final String name;
    private final Draft draft;

    DraftFiles(String name, Draft draft) {
        this.name = name;
        this.draft = draft;
    }

    /** The app settings that the definition names. */
    Set<String> settings() {
        Set<String> names = new TreeSet<>();
        Matcher setting = SETTING.matcher(definition());
        while (setting.find()) {
            names.add(setting.group(1));
        }
        return names;
    }

    /**
     * Writes the definition, its mapping and the schema of its documents.
     *
     * @return the files
     * @throws FileAlreadyExistsException when one of them is there; then none is written
     */
    Map<Path, String> write(Path folder) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve(name + ".yaml"), definition());
        files.put(folder.resolve(name + ".jslt"), mapping());
        files.put(folder.resolve(name + "-document.schema.json"), schema());
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("expected a folder after --syncs, found the file " + folder);
        }
        for (Path file : files.keySet()) {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
        }
        Files.createDirectories(folder);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        return files;
    }

    private String definition() {
        StringBuilder yaml = new StringBuilder();
        line(yaml, "name: " + name);
        line(yaml, "# schedule: { import: \"0 */15 * * * *\", cleanUp: \"0 0 3 * * *\" }");
        line(yaml, "host:");
        line(yaml, "  baseUrl: " + YamlText.of(draft.baseUrl()));
        draft.auth().ifPresent(auth -> line(yaml, "  auth: " + auth));
        if (!draft.headers().isEmpty()) {
            line(yaml, "  headers:");
            draft.headers().forEach((header, value) -> line(yaml, "    " + YamlText.of(header) + ": " + value));
        }
        line(
                yaml,
                "  key: " + draft.key().map(YamlText::of).orElse("/id")
                        + (draft.key().isEmpty() ? "  # to be decided" : ""));
        line(yaml, "  list:");
        line(yaml, "    path: " + YamlText.of(draft.path()));
        if (!draft.query().isEmpty()) {
            line(yaml, "    query:");
            // Braces are variables, unless they are doubled.
            draft.query()
                    .forEach((parameter, value) -> line(
                            yaml,
                            "      " + YamlText.of(parameter) + ": "
                                    + YamlText.quoted(value.replace("{", "{{").replace("}", "}}"))));
        }
        line(yaml, "    records: " + YamlText.of(draft.records()));
        draft.total().ifPresent(total -> line(yaml, "    total: " + YamlText.of(total)));
        line(
                yaml,
                "    paging: " + draft.paging().orElse("{ type: none }  # to be decided: everything in one answer?"));
        String record = draft.getRecord().isEmpty() ? "" : ", record: " + YamlText.of(draft.getRecord());
        line(
                yaml,
                "  get: { path: \"" + draft.get().orElse(draft.path() + "/{key}") + "\"" + record + " }"
                        + (draft.get().isEmpty() ? "  # to be decided" : ""));
        line(yaml, "mapping: " + name + ".jslt");
        line(yaml, "schema: " + name + "-document.schema.json");
        line(yaml, "target:                           # to be decided, all of it");
        line(yaml, "  baseUrl: ${" + Credentials.setting(name) + "_TARGET_URL}");
        line(yaml, "  id: /id");
        line(yaml, "  upsert: { method: PUT, path: \"/" + name + "/{id}\" }");
        line(yaml, "  delete: { method: DELETE, path: \"/" + name + "/{id}\" }");
        return yaml.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private String mapping() {
        StringBuilder jslt = new StringBuilder("// From a record of the host to a document of the target.\n{\n");
        String key = draft.key().orElse("/id").substring(1).replace("~1", "/").replace("~0", "~");
        jslt.append("  \"id\": string(").append(access(key)).append(")");
        draft.record().path("properties").properties().forEach(member -> {
            if (!member.getKey().equals("id") && !member.getKey().equals(key)) {
                jslt.append(",\n  ")
                        .append(quoted(member.getKey()))
                        .append(": ")
                        .append(access(member.getKey()));
            }
        });
        return jslt.append("\n}\n").toString();
    }

    private static String access(String member) {
        return "." + (JSLT_NAME.matcher(member).matches() ? member : quoted(member));
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private String schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.putArray("required").add("id");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("id").put("type", "string").put("minLength", 1);
        draft.record().path("properties").properties().forEach(member -> {
            if (!properties.has(member.getKey())) {
                properties.set(member.getKey(), plain(member.getValue()));
            }
        });
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree could not be written", e);
        }
    }

    /** The type alone: of the rest nobody knows whether the target wants it too. */
    private static JsonNode plain(JsonNode schema) {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        if (schema.path("type").isTextual() && !schema.path("nullable").asBoolean()) {
            plain.set("type", schema.path("type"));
        }
        return plain;
    }
}
