package dev.fides.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fides.config.SyncDefinition;
import dev.fides.config.service.Paging;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.fakes.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One corpus of definitions on which the loader and the JSON Schema for editors must agree. */
class DefinitionCorpusTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String PLANTED = "planted-secret";
    private static final TestKeys KEYS = TestKeys.of("client");

    private static final Map<String, String> SETTINGS = Map.of(
            "PLANTED", PLANTED,
            "TWELVE", "12",
            "EMPTY", "",
            "LINES", "a\r\nb: " + PLANTED,
            "KEY_FILE", KEYS.file().toString(),
            "KEY_PASSWORD", KEYS.password(),
            "KEY_STORE", KEYS.base64(),
            "PEM_CERTIFICATE", KEYS.certificate(),
            "PEM_KEY", KEYS.privateKey());

    private static final Schema SCHEMA = schema();

    static Stream<JsonNode> corpus() throws IOException {
        return StreamSupport.stream(resource("corpus.yaml").spliterator(), false);
    }

    static Stream<JsonNode> valid() throws IOException {
        return corpus().filter(entry -> !entry.has("fault"));
    }

    static Stream<JsonNode> invalid() throws IOException {
        return corpus().filter(entry -> entry.has("fault"));
    }

    @ParameterizedTest
    @MethodSource
    void valid(JsonNode entry) throws IOException {
        JsonNode definition = definition(entry);

        assertThatCode(() -> load(definition)).doesNotThrowAnyException();
        assertThat(SCHEMA.validate(definition)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void invalid(JsonNode entry) throws IOException {
        JsonNode definition = definition(entry);

        InvalidDefinitionsException thrown =
                catchThrowableOfType(InvalidDefinitionsException.class, () -> load(definition));

        assertThat(thrown.faults()).anySatisfy(fault -> {
            assertThat(fault.path()).isEqualTo(entry.at("/fault/0").textValue());
            assertThat(fault.reason()).contains(entry.at("/fault/1").textValue());
        });
        assertThat(thrown.getMessage())
                .doesNotContain(PLANTED, KEYS.password(), KEYS.file().toString());
        assertThat(SCHEMA.validate(definition).isEmpty())
                .as("the schema accepts it")
                .isEqualTo(entry.has("schema"));
    }

    @Test
    void every_way_to_page_is_in_the_corpus() throws IOException {
        Set<String> types = new HashSet<>();
        for (JsonNode entry : valid().toList()) {
            types.add(definition(entry).at("/host/list/paging/type").asText());
        }

        assertThat(types)
                .containsAll(Stream.of(Paging.class.getPermittedSubclasses())
                        .map(type -> type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                                + type.getSimpleName().substring(1))
                        .toList());
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> samples = Files.walk(Path.of("../samples"), 2)) {
            return Stream.concat(
                    Stream.of(Path.of("../local/src/main/resources/dev/fides/local/demo/sync/syncs/cities.yaml")),
                    samples.filter(file -> file.toString().endsWith(".yaml")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examples_tell_editors_where_the_schema_is_and_obey_it(Path example) throws IOException {
        String text = Files.readString(example);
        String firstLine = text.lines().findFirst().orElseThrow();

        assertThat(firstLine).startsWith("# yaml-language-server: $schema=");
        assertThat(example.resolveSibling(firstLine.substring(firstLine.indexOf('=') + 1)))
                .isRegularFile();
        assertThat(SCHEMA.validate(YAML.readTree(text))).isEmpty();
    }

    private static List<SyncDefinition> load(JsonNode definition) throws IOException {
        InMemorySource source = new InMemorySource(Map.of("cities.yaml", YAML.writeValueAsString(definition)));
        return new SyncDefinitionLoader(name -> Optional.ofNullable(SETTINGS.get(name)), List.of()).load(source);
    }

    private static JsonNode definition(JsonNode entry) throws IOException {
        ObjectNode definition = (ObjectNode) resource("shortest.yaml");
        Overlay.merge(definition, entry.path("with"));
        entry.path("without").forEach(name -> definition.remove(name.textValue()));
        return definition;
    }

    private static Schema schema() {
        try {
            String text = Files.readString(Path.of("..", "docs", "sync-definition.schema.json"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream stream = DefinitionCorpusTest.class.getResourceAsStream("/definitions/" + name)) {
            return YAML.readTree(stream);
        }
    }
}
