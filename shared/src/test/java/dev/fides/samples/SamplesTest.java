package dev.fides.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample is valid for editors, tested, and described. */
class SamplesTest {

    private static final Schema SCHEMA = schema();

    private static final List<Class<? extends LifeOfRecords>> REAL = List.of(
            ODataToCouchDbTest.class,
            CouchDbToJsonServerTest.class,
            GraphQlToScimTest.class,
            JsonServerToScimTest.class,
            FhirToOpenSearchTest.class,
            JsonApiToSqlTest.class);

    private static Schema schema() {
        try {
            String text = Files.readString(Path.of("..", "docs", "sync-definition.schema.json"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Set<String> folders() throws IOException {
        try (Stream<Path> definitions = Files.find(
                Sample.FOLDER, 2, (file, attributes) -> file.toString().endsWith(".yaml"))) {
            return definitions
                    .map(file -> file.getParent().getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void every_sample_runs_against_real_services_or_documented_ones() throws Exception {
        Set<String> tested = new TreeSet<>(DocumentedServicesTest.samples());
        for (Class<? extends LifeOfRecords> real : REAL) {
            tested.add(real.getDeclaredConstructor().newInstance().sample());
        }
        assertThat(folders()).isEqualTo(tested);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_sample_is_valid_for_editors(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Sample.FOLDER.resolve(folder))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".yaml")).toList()) {
                JsonNode definition = new YAMLMapper().readTree(Files.readString(file));
                assertThat(SCHEMA.validate(definition)).as(file.toString()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void a_sample_tells_its_traps_and_is_in_the_table(String folder) throws IOException {
        assertThat(Sample.FOLDER.resolve(folder).resolve("README.md")).isRegularFile();
        assertThat(Files.readString(Path.of("..", "docs", "samples.md")))
                .contains("[" + folder + "](../samples/" + folder + "/README.md)");
    }
}
