package dev.fides.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.SyncDefinition;
import dev.fides.config.service.TargetKind;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.json.Hashing;
import dev.fides.json.Json;
import dev.fides.mapping.MappingResult.Invalid;
import dev.fides.mapping.MappingResult.Mapped;
import dev.fides.mapping.MappingResult.NotForTarget;
import dev.fides.mapping.MappingResult.Reason;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.rest.write.WriteShape;
import dev.fides.stores.Stores;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static final String DEFINITION = """
            name: cities
            host:
              baseUrl: https://host.example
              key: /id
              list: { path: /cities, records: "", paging: { type: none } }
              get: { path: "/cities/{key}" }
            mapping: m.jslt
            target:
              baseUrl: https://target.example
              id: /id
              upsert: { path: "/docs/{id}" }
              delete: { path: "/docs/{id}" }
            """;

    @Test
    void a_record_becomes_a_document_with_its_id_and_hash() {
        Mapped mapped = (Mapped) map("{\"id\": .id, \"title\": .name}", "{\"id\": 7, \"name\": \"Oslo\"}");

        assertThat(mapped.document()).isEqualTo(Json.parse("{\"id\": 7, \"title\": \"Oslo\"}"));
        assertThat(mapped.id()).contains("7");
    }

    @Test
    void the_content_hash_changes_with_the_document_and_with_the_way_it_is_written() {
        Mapped mapped = (Mapped) map("{\"id\": .id, \"title\": .name}", "{\"id\": 7, \"name\": \"Oslo\"}");
        Mapped other = (Mapped) map("{\"id\": .id, \"title\": .name}", "{\"id\": 7, \"name\": \"Bergen\"}");
        Mapped same = (Mapped) map("{\"title\": .name, \"id\": .id}", "{\"id\": 7, \"name\": \"Oslo\"}");

        assertThat(mapped.contentHash()).isEqualTo(same.contentHash()).isNotEqualTo(other.contentHash());
        assertThat(mapped.contentHash()).isNotEqualTo(Hashing.contentHash(mapped.document(), ""));
    }

    @Test
    void null_means_not_for_the_target() {
        assertThat(map("if (.capital) .", "{\"id\": 1}")).isEqualTo(new NotForTarget());
        assertThat(map("null", "{\"id\": 1}")).isEqualTo(new NotForTarget());
    }

    @Test
    void numbers_pass_through_jslt_with_every_digit() {
        String record = "{\"id\":1,\"big\":12345678901234567890,\"exact\":333333333.33333329}";

        assertThat(map(".", record))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(Json.text(mapped.document())).isEqualTo(record));
        assertThat(map("{\"id\": .id, \"big\": .big, \"exact\": .exact}", record))
                .isInstanceOfSatisfying(
                        Mapped.class,
                        mapped -> assertThat(Json.text(mapped.document())).isEqualTo(record));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": number(.name)}",
                "{\"id\": .id / 0}",
                "{\"id\": 1.0 / 0}",
                "def f(x) f($x) f(.)",
                "[.id]",
                "error(\"no\")"
            })
    void a_mapping_that_fails_makes_the_record_invalid(String jslt) {
        assertThat(map(jslt, "{\"id\": 1, \"name\": \"x\"}"))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.reason()).isEqualTo(Reason.MAPPING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": \"\"}", "{\"id\": 1.5}", "{\"id\": true}", "{\"id\": [1]}"})
    void a_document_without_a_usable_id_is_invalid(String record) {
        assertThat(map(".", record)).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.reason()).isEqualTo(Reason.TARGET_ID);
            assertThat(invalid.message()).contains("/id: expected a text or an integer, found ");
        });
    }

    @Test
    void a_document_that_breaks_its_schema_is_invalid_and_the_message_is_short() {
        Map<String, String> files = Map.of(
                "m.jslt", ".",
                "s.json", "{\"properties\": {\"population\": {\"type\": \"integer\"}}, \"required\": [\"id\"]}");
        Mapping mapping = mapping(DEFINITION + "schema: s.json\n", files);

        MappingResult result = mapping.map(record("{\"id\": 1, \"population\": \"" + "9".repeat(9000) + "\"}"));

        assertThat(result).isInstanceOfSatisfying(Invalid.class, invalid -> {
            assertThat(invalid.reason()).isEqualTo(Reason.SCHEMA);
            assertThat(invalid.message())
                    .contains("/population: ", "integer", "string", "999...")
                    .hasSizeLessThan(400);
        });
        assertThat(mapping.map(record("{\"id\": 1, \"population\": 5}"))).isInstanceOf(Mapped.class);
    }

    @Test
    void every_fault_of_the_files_is_a_definition_fault() {
        String definition =
                DEFINITION.replace("upsert:", "bulk: { path: /b, request: a.jslt, response: b.jslt }\n  upsert:")
                        + "schema: s.json\n";
        Map<String, String> files = Map.of(
                "m.jslt", "import \"lib.jslt\" as lib\nlib:f(.)",
                "lib.jslt", "def f(x)\n  g($x)",
                "a.jslt", "{",
                "s.json", "[]");

        assertThatThrownBy(() -> mapping(definition, files))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining(": /mapping: lib.jslt line 2, column 3: No such function: 'g'")
                .hasMessageContaining(": /schema: s.json: expected a JSON Schema")
                .hasMessageContaining(": /target/bulk/request: a.jslt line 1")
                .hasMessageContaining(": /target/bulk/response: no file b.jslt in memory");
    }

    @Test
    void faults_of_definitions_mappings_schemas_classes_and_templates_are_told_in_one_go() {
        Map<String, String> files = Map.of(
                "a.yaml",
                DEFINITION.replace("name: cities", "name: 7").replace("/docs/{id}", "/docs/{nobody}"),
                "m.jslt",
                "{ \"id\": .id,\n  \"x\": }",
                "b.yaml",
                DEFINITION.replace("mapping: m.jslt", "mapping: missing.jslt") + "schema: s.json\nunknown: 1\n",
                "s.json",
                "{\"type\": ",
                "c.yaml",
                classDefinition("no.such.Mapper").replace("name: cities", "name: Capitals"),
                "d.yaml",
                "name: [");

        assertThatThrownBy(() -> load(files))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /name: .*")
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /target/upsert/path: .*")
                .hasMessageMatching("(?s).*\\n  a\\.yaml line \\d+, column \\d+: /mapping: m.jslt line 2, column 8: .*")
                .hasMessageMatching("(?s).*\\n  b\\.yaml line \\d+, column \\d+: /unknown: unknown member.*")
                .hasMessageMatching(
                        "(?s).*\\n  b\\.yaml line \\d+, column \\d+: /mapping: no file missing.jslt in memory.*")
                .hasMessageMatching("(?s).*\\n  b\\.yaml line \\d+, column \\d+: /schema: s.json: .*")
                .hasMessageMatching("(?s).*\\n  c\\.yaml line \\d+, column \\d+: /name: .*")
                .hasMessageMatching(
                        "(?s).*\\n  c\\.yaml line \\d+, column \\d+: /mapping: no class no.such.Mapper on the class path.*")
                .hasMessageMatching("(?s).*\\n  d\\.yaml line \\d+, column \\d+: not valid YAML: .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\": \"[\"}",
                "{\"type\": 7}",
                "{\"properties\": []}",
                "{\"$ref\": \"#/nowhere\"}",
                "{\"$schema\": \"http://127.0.0.1:1/unknown\"}"
            })
    void a_schema_that_cannot_be_used_hides_no_other_fault(String schema) {
        Map<String, String> files = Map.of("m.jslt", "{", "s.json", schema);

        assertThatThrownBy(() -> mapping(DEFINITION + "schema: s.json\n", files))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining(": /mapping: m.jslt line 1")
                .hasMessageContaining(": /schema: s.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import \"m.jslt\" as m .", "\"abc", "test(.id, \"[\")", "9999999999999999999999", "."})
    void a_template_that_cannot_be_used_hides_no_other_fault(String jslt) {
        Map<String, String> files = Map.of("m.jslt", jslt, "s.json", "[]");

        assertThatThrownBy(() -> mapping(DEFINITION + "schema: s.json\n", files))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining(": /schema: s.json: expected a JSON Schema");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"id\": }     | lib.jslt line 3, column 9: Parse error: Encountered",
                "{ \"id\": ^ x }   | lib.jslt line 3, column 9: Parse error: Lexical error",
                "nosuch(1)      | lib.jslt line 3, column 1: No such function",
            })
    void a_fault_of_an_import_is_told_with_its_file_and_place(String line, String fault) {
        Map<String, String> files =
                Map.of("m.jslt", "import \"lib.jslt\" as lib\nlib:f(.)", "lib.jslt", "def f(x)\n  $x\n" + line);

        assertThatThrownBy(() -> mapping(DEFINITION, files)).hasMessageContaining(": /mapping: " + fault);
    }

    @Test
    void every_fault_of_a_schema_is_told_with_its_place() {
        Map<String, String> files =
                Map.of("m.jslt", ".", "s.json", "{\"type\": \"objekt\", \"properties\": {\"a\": {\"minLength\": -1}}}");

        assertThatThrownBy(() -> mapping(DEFINITION + "schema: s.json\n", files))
                .hasMessageContaining(": /schema: s.json")
                .hasMessageContaining("/type: ")
                .hasMessageContaining("found \"objekt\"")
                .hasMessageContaining("/properties/a/minLength: must have a minimum value of 0, found -1");
    }

    @Test
    void schemas_elsewhere_are_not_fetched() {
        Map<String, String> files =
                Map.of("m.jslt", ".", "s.json", "{\"$ref\": \"http://127.0.0.1:1/elsewhere.json\"}");

        assertThatThrownBy(() -> mapping(DEFINITION + "schema: s.json\n", files))
                .hasMessageContaining(": /schema: s.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no.such.Mapper",
                "java.lang.String",
                "dev.fides.mapping.MappingTest$Hidden",
                "dev.fides.mapping.MappingTest$Failing",
                "dev.fides.mapping.MappingTest$Versionless"
            })
    void a_class_that_cannot_be_used_is_a_definition_fault(String name) {
        assertThatThrownBy(() -> mapping(classDefinition(name), Map.of()))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining(": /mapping: ")
                .hasMessageContaining(name);
    }

    @Test
    void a_class_maps_and_its_exceptions_make_the_record_invalid() {
        Mapping mapping = mapping(classDefinition("dev.fides.mapping.MappingTest$Upper"), Map.of());

        assertThat(mapping.map(record("{\"id\": \"oslo\"}")))
                .isInstanceOfSatisfying(
                        Mapped.class, mapped -> assertThat(mapped.id()).contains("OSLO"));
        assertThat(mapping.map(record("{}")))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.message()).contains("NullPointerException"));
        assertThat(mapping.map(record("{\"id\": \"\"}"))).isEqualTo(new NotForTarget());
    }

    @Test
    void the_fingerprint_follows_what_shapes_the_write_and_nothing_else() {
        Map<String, String> files = new HashMap<>(
                Map.of("m.jslt", "import \"lib.jslt\" as lib\nlib:f(.)", "lib.jslt", "def f(x) $x", "s.json", "{}"));
        String before = mapping(DEFINITION, files).fingerprint();

        assertThat(mapping(DEFINITION.replace("/docs/{id}", "/documents/{id}"), files)
                        .fingerprint())
                .isNotEqualTo(before);
        assertThat(mapping(DEFINITION.replace("id: /id", "id: /key"), files).fingerprint())
                .isNotEqualTo(before);
        assertThat(mapping(DEFINITION + "schema: s.json\n", files).fingerprint())
                .isNotEqualTo(before);
        assertThat(mapping(DEFINITION.replace("host.example", "other.example") + "partitions: 2\n", files)
                        .fingerprint())
                .isEqualTo(before);
        files.put("lib.jslt", "def f(x) $x // changed");
        assertThat(mapping(DEFINITION, files).fingerprint()).isNotEqualTo(before);
    }

    /** What is confirmed in the field was hashed like this: another value would publish everything anew. */
    @Test
    void the_hashes_of_definitions_that_use_nothing_new_stay() {
        Map<String, String> files = Map.of("m.jslt", ".", "a.jslt", ".", "s.json", "{}");
        String two = DEFINITION.replace("  upsert: { path: \"/docs/{id}\" }\n", """
                  create: { path: /docs }
                  update: { method: PATCH, path: "/docs/{id}" }
                  bulk: { path: /_bulk, request: a.jslt, response: a.jslt }
                """) + "schema: s.json\n";

        assertThat(hashes(DEFINITION, files)).containsExactly("gqAAqOHApesparJi3miEaw", "-erVdWBg3hSJhRBvB2Wo6g");
        assertThat(hashes(two, files)).containsExactly("FGEudSYwpcYvZeTbokNgnA", "xg3KjzNsPy8T7h2myikesA");
    }

    private static List<String> hashes(String definition, Map<String, String> files) {
        Mapping mapping = mapping(definition, files);
        Mapped mapped = (Mapped) mapping.map(record("{\"id\":7}"));
        return List.of(mapping.fingerprint(), mapped.contentHash().text());
    }

    @Test
    void request_templates_shape_the_write_and_response_templates_do_not() {
        Map<String, String> files = new HashMap<>(Map.of("m.jslt", ".", "a.jslt", ".[0].document"));
        String before = mapping(DEFINITION, files).fingerprint();

        String response = DEFINITION.replace("upsert: { ", "upsert: { response: a.jslt, ");
        assertThat(mapping(response, files).fingerprint()).isEqualTo(before);
        String request = DEFINITION.replace("upsert: { ", "upsert: { request: a.jslt, ");
        String requested = mapping(request, files).fingerprint();
        assertThat(requested).isNotEqualTo(before);
        files.put("a.jslt", "{\"doc\": .[0].document}");
        assertThat(mapping(request, files).fingerprint()).isNotEqualTo(requested);
    }

    @Test
    void a_template_of_an_operation_that_is_wrong_is_a_fault_with_its_path() {
        String definition = DEFINITION.replace("delete: { ", "delete: { response: a.jslt, ");
        assertThatThrownBy(() -> mapping(definition, Map.of("m.jslt", ".", "a.jslt", "{")))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining("/target/delete/response")
                .hasMessageContaining("a.jslt");
    }

    @Test
    void what_is_listed_is_unwrapped_and_both_sides_are_normalized_before_they_are_compared() {
        Map<String, String> files = Map.of(
                "m.jslt", ".",
                "n.jslt", "{\"name\": lowercase(.name), \"added\": null, *: .}",
                "d.jslt", "{for (.fields) .k: .v}");
        Comparison pointer = mapping(listing("document: /_source, normalize: n.jslt, complete: true"), files)
                .comparison();
        assertThat(pointer.listed(Json.parse("{\"_source\":{\"name\":\"OSLO\",\"added\":1,\"n\":2}}")))
                .isEqualTo(Json.parse("{\"name\":\"oslo\",\"n\":2}"));
        assertThat(pointer.mapped(Json.parse("{\"name\":\"Oslo\"}"))).isEqualTo(Json.parse("{\"name\":\"oslo\"}"));
        assertThat(pointer.listed(Json.parse("{\"name\":1}")).isMissingNode()).isTrue();
        assertThat(pointer.complete()).isTrue();

        Comparison template = mapping(listing("document: d.jslt"), files).comparison();
        assertThat(template.listed(Json.parse("{\"fields\":[{\"k\":\"a\",\"v\":1}]}")))
                .isEqualTo(Json.parse("{\"a\":1}"));
        assertThat(template.complete()).isFalse();
        assertThat(mapping(DEFINITION, files).comparison()).isSameAs(Comparison.PLAIN);
    }

    @Test
    void a_template_of_the_listing_that_is_wrong_is_a_fault_and_a_right_one_changes_no_hash() {
        Map<String, String> files = Map.of("m.jslt", ".", "n.jslt", ".", "bad.jslt", "{");
        assertThatThrownBy(() -> mapping(listing("document: bad.jslt, normalize: bad.jslt"), files))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining("/target/list/document")
                .hasMessageContaining("/target/list/normalize");
        assertThat(mapping(listing("normalize: n.jslt"), files).fingerprint())
                .isEqualTo(mapping(DEFINITION, files).fingerprint());
    }

    private static String listing(String members) {
        return DEFINITION + "  list: { path: /docs, records: \"\", key: /k, paging: { type: none }, " + members
                + " }\n";
    }

    @Test
    void many_threads_map_at_once() {
        Mapping mapping = mapping(
                DEFINITION + "schema: s.json\n",
                Map.of("m.jslt", "let n = (.n * 2) {\"id\": .id, \"n\": $n}", "s.json", "{\"required\": [\"n\"]}"));

        Set<String> documents = IntStream.range(0, 5000)
                .parallel()
                .mapToObj(i -> (Mapped) mapping.map(record("{\"id\": " + i + ", \"n\": " + i + "}")))
                .map(mapped -> Json.text(mapped.document()))
                .collect(Collectors.toSet());

        assertThat(documents)
                .isEqualTo(IntStream.range(0, 5000)
                        .mapToObj(i -> "{\"id\":" + i + ",\"n\":" + 2 * i + "}")
                        .collect(Collectors.toSet()));
    }

    private static MappingResult map(String jslt, String record) {
        return mapping(DEFINITION, Map.of("m.jslt", jslt)).map(record(record));
    }

    private static HostRecord record(String body) {
        return new HostRecord(new RecordKey("1"), Json.parse(body));
    }

    private static String classDefinition(String name) {
        return DEFINITION.replace("mapping: m.jslt", "mapping: { class: " + name + " }");
    }

    private static Mapping mapping(String definition, Map<String, String> files) {
        Map<String, String> all = new HashMap<>(files);
        all.put("cities.yaml", definition);
        SyncDefinition sync = load(all).get(0);
        TargetKind.Rest target = (TargetKind.Rest) sync.target().kind();
        return Mapping.of(sync, WriteShape.of(sync.target().ids(), target, sync.base()));
    }

    private static List<SyncDefinition> load(Map<String, String> files) {
        return new SyncDefinitionLoader(name -> Optional.empty(), List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(files));
    }

    /** A mapper as a user would write it. */
    public static final class Upper implements MessageMapper {
        @Override
        public JsonNode map(JsonNode hostRecord) {
            String id = hostRecord.get("id").textValue();
            return id.isEmpty() ? null : Json.parse("{\"id\": \"" + id.toUpperCase(Locale.ROOT) + "\"}");
        }

        @Override
        public String version() {
            return "1";
        }
    }

    /** Has no public constructor. */
    public static final class Hidden implements MessageMapper {
        private Hidden() {}

        @Override
        public JsonNode map(JsonNode hostRecord) {
            return hostRecord;
        }

        @Override
        public String version() {
            return "1";
        }
    }

    /** Cannot be made. */
    public static final class Failing implements MessageMapper {
        public Failing() {
            throw new IllegalStateException("no");
        }

        @Override
        public JsonNode map(JsonNode hostRecord) {
            return hostRecord;
        }

        @Override
        public String version() {
            return "1";
        }
    }

    /** Cannot tell its version. */
    public static final class Versionless implements MessageMapper {
        @Override
        public JsonNode map(JsonNode hostRecord) {
            return hostRecord;
        }

        @Override
        public String version() {
            throw new IllegalStateException("no");
        }
    }
}
