package dev.fides.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.config.source.DefinitionFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever misspells a member, whichever it is, is told which one was meant. */
class MisspeltMembersTest {

    private static final ObjectMapper YAML = new YAMLMapper();

    /** A definition and a member that it has. */
    private record Place(JsonNode definition, JsonPointer at) {}

    private static Map<String, Place> places() throws IOException {
        SchemaMembers schema = SchemaMembers.read();
        Map<String, Place> places = new TreeMap<>();
        for (JsonNode definition : definitions()) {
            schema.of(definition).forEach((name, at) -> places.putIfAbsent(name, new Place(definition, at)));
        }
        return places;
    }

    private static List<JsonNode> definitions() throws IOException {
        List<JsonNode> definitions = new ArrayList<>(changed("definitions/shortest.yaml", "definitions/corpus.yaml"));
        definitions.addAll(changed("served/base.yaml", "served/served.yaml"));
        try (Stream<Path> samples = Files.walk(Path.of("..", "samples"), 2)) {
            for (Path sample :
                    samples.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                definitions.add(YAML.readTree(sample.toFile()));
            }
        }
        return definitions;
    }

    private static List<JsonNode> changed(String base, String changes) throws IOException {
        List<JsonNode> definitions = new ArrayList<>();
        for (JsonNode entry : resource(changes)) {
            if (!entry.has("fault")) {
                ObjectNode definition = (ObjectNode) resource(base);
                Overlay.merge(definition, entry.path("with"));
                definitions.add(definition);
            }
        }
        return definitions;
    }

    @Test
    void every_member_of_the_schema_is_misspelt_here() throws IOException {
        Set<String> missing = new TreeSet<>(SchemaMembers.read().all());
        missing.removeAll(places().keySet());

        assertThat(missing).isEmpty();
    }

    @TestFactory
    List<DynamicTest> a_misspelt_member_is_told_with_the_one_that_was_meant() throws IOException {
        return places().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> misspell(entry.getValue())))
                .toList();
    }

    private static void misspell(Place place) throws IOException {
        String name = place.at().last().getMatchingProperty();
        for (String misspelt : misspellings(name)) {
            ObjectNode definition = place.definition().deepCopy();
            ObjectNode part = (ObjectNode) definition.at(place.at().head());
            rename(part, name, misspelt);

            assertThat(faults(definition))
                    .as("%s instead of %s", misspelt, place.at())
                    .anySatisfy(fault -> {
                        assertThat(fault.path())
                                .isEqualTo(place.at()
                                        .head()
                                        .appendProperty(misspelt)
                                        .toString());
                        assertThat(fault.reason()).contains("did you mean \"" + name + "\"?");
                    });
        }
    }

    /** One letter twice, and one too few where enough are left. */
    private static Set<String> misspellings(String name) {
        String doubled = name.charAt(0) + name;
        return name.length() < 4 ? Set.of(doubled) : Set.of(doubled, name.charAt(0) + name.substring(2));
    }

    private static void rename(ObjectNode part, String name, String by) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        part.properties()
                .forEach(member -> members.put(member.getKey().equals(name) ? by : member.getKey(), member.getValue()));
        part.removeAll();
        part.setAll(members);
    }

    private static List<DefinitionFault> faults(JsonNode definition) throws IOException {
        InMemorySource source = new InMemorySource(Map.of("cities.yaml", YAML.writeValueAsString(definition)));
        return new SyncDefinitionLoader(name -> Optional.of("x"), List.of())
                .read(source).stream().flatMap(file -> file.faults().stream()).toList();
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream stream = MisspeltMembersTest.class.getResourceAsStream("/" + name)) {
            return YAML.readTree(stream);
        }
    }
}
