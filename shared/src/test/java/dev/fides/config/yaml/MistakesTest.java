package dev.fides.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.config.source.DefinitionFault;
import dev.fides.mapping.Mapping;
import dev.fides.stores.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write by mistake is told with its place, and in a way that helps; see {@code mistakes.yaml}. */
class MistakesTest {

    private static final String DEFINITION = "cities.yaml";
    private static final Map<String, String> FILES =
            Map.of(DEFINITION, """
                name: cities
                schedule:
                  import: "0 */15 * * * *"
                host:
                  baseUrl: https://host.example
                  auth: { type: bearer, token: "${HOST_TOKEN}" }
                  timeout: PT10S
                  key: /id
                  list:
                    path: /cities
                    records: /value
                    paging: { type: nextLink, pointer: /next }
                  get: { path: "/cities/{key}" }
                mapping: cities.jslt
                schema: city.schema.json
                target:
                  baseUrl: https://target.example
                  id: /id
                  upsert: { path: "/docs/{id}" }
                  delete: { path: "/docs/{id}" }
                """, "cities.jslt", """
                let name = uppercase(.name)
                { "id": .id, "name": $name }
                """, "city.schema.json", """
                { "type": "object" }
                """);

    static Stream<JsonNode> mistakes() throws IOException {
        try (InputStream stream = MistakesTest.class.getResourceAsStream("/definitions/mistakes.yaml")) {
            return StreamSupport.stream(new YAMLMapper().readTree(stream).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_its_place_and_what_to_do(JsonNode mistake) {
        List<DefinitionFault> faults = faults(changed(mistake));

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.place())
                    .contains(new DefinitionFault.Place(
                            mistake.at("/at/0").asInt(), mistake.at("/at/1").asInt()));
            assertThat(fault.path()).isEqualTo(mistake.path("path").asText(""));
            mistake.get("says").forEach(part -> assertThat(fault.reason()).contains(part.asText()));
        });
        if (!mistake.has("more")) {
            assertThat(faults).as("nothing follows from it that is no mistake").hasSize(1);
        }
    }

    @Test
    void the_definition_that_the_mistakes_are_made_in_has_none() {
        assertThat(faults(FILES)).isEmpty();
    }

    @Test
    void several_undefined_variables_are_told_at_once() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("cities.jslt", "import \"lib.jslt\" as lib\n{ \"a\": $a, \"b\": lib:f($b) }");
        files.put("lib.jslt", "def f(x)\n  let y = $x\n  { \"a\": [$y, $z, \"$no\"] } // $no\n");

        assertThat(faults(files))
                .extracting(DefinitionFault::reason)
                .hasSize(3)
                .anyMatch(reason -> reason.startsWith("cities.jslt line 2, column 8: No such variable: '$a'"))
                .anyMatch(reason -> reason.startsWith("cities.jslt line 2, column 23: No such variable: '$b'"))
                .anyMatch(reason -> reason.startsWith("lib.jslt line 3, column 15: No such variable: '$z'"));
    }

    @Test
    void functions_that_are_not_there_hide_neither_each_other_nor_variables() {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("cities.jslt", "{ \"id\": lower-case(.id),\n  \"a\": no-such(lower-case(.a)),\n  \"b\": $b }");

        assertThat(faults(files))
                .extracting(DefinitionFault::reason)
                .containsExactlyInAnyOrder(
                        "cities.jslt line 1, column 9: No such function: 'lower-case'; did you mean \"lowercase\"?",
                        "cities.jslt line 2, column 8: No such function: 'no-such'",
                        "cities.jslt line 3, column 8: No such variable: '$b'; define it with let, or write .b for a member of"
                                + " the record");
    }

    private static Map<String, String> changed(JsonNode mistake) {
        Map<String, String> files = new HashMap<>(FILES);
        String file = mistake.path("in").asText(DEFINITION);
        String replaced = mistake.path("replace").asText();
        String by = mistake.path("by").asText();
        assertThat(replaced.equals("all") || files.get(file).contains(replaced))
                .as("the text to be replaced is there")
                .isTrue();
        files.compute(
                file, (name, text) -> replaced.equals("all") ? by : text.replaceFirst(quoted(replaced), literal(by)));
        return files;
    }

    private static String quoted(String text) {
        return Pattern.quote(text);
    }

    private static String literal(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static List<DefinitionFault> faults(Map<String, String> files) {
        Map<String, String> settings = Map.of("HOST_TOKEN", "planted-secret");
        return new SyncDefinitionLoader(
                        name -> Optional.ofNullable(settings.get(name)), List.of(Mapping::check, Stores::check))
                .read(new InMemorySource(files)).stream()
                        .flatMap(file -> file.faults().stream())
                        .toList();
    }
}
