package dev.fides;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that the documentation names is there. */
class NamedTestsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(?:[\\w.]+\\.)?([A-Z]\\w*[a-z0-9](?:Test|IT|Properties))`");
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", ".git");

    /** What a target or a host may be asked, in the tables of docs/sync-definition.md. */
    private static final List<String> ROWS = List.of(
            "| `list` |",
            "| a slice of `list` |",
            "| `paging.next` |",
            "| `get` |",
            "| `getMany` |",
            "| `find` |",
            "| `upsert`, `delete` |",
            "| `create`, `update` |",
            "| `bulk` |");

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_test_that_a_page_names_is_there(Path page) throws IOException {
        Set<String> named = NAMED.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .map(text -> NAMED.matcher(text).replaceAll("$1"))
                .collect(Collectors.toSet());

        assertThat(tests()).containsAll(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paging", "auth"})
    void the_tables_of_the_definition_have_a_row_for_every_type_with_a_test_in_it(String part) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/sync-definition.md"));
        JsonNode choices = Json.parse(Files.readAllBytes(ROOT.resolve("docs/sync-definition.schema.json")))
                .at("/$defs/" + part + "/oneOf");
        List<String> types = new ArrayList<>();
        choices.forEach(choice -> types.add(choice.at("/properties/type/const").textValue()));

        assertThat(types)
                .hasSizeGreaterThan(5)
                .allSatisfy(type -> assertThat(lines).anySatisfy(line -> {
                    assertThat(line).startsWith("| `").containsPattern(NAMED);
                    assertThat(line.split("\\|", -1)[1]).contains("`" + type + "`");
                }));
    }

    @Test
    void the_tables_of_the_definition_have_a_row_for_every_request_with_a_test_in_it() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/sync-definition.md"));

        assertThat(ROWS)
                .allSatisfy(row -> assertThat(lines)
                        .anySatisfy(line -> assertThat(line).startsWith(row).containsPattern(NAMED)));
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .forEach(tests::add);
            }
        }
        return tests;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.walk(ROOT, 3)) {
            return folders.filter(folder ->
                            Stream.of(folder.toString().split("/", -1)).noneMatch(NOT_OURS::contains))
                    .filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .toList();
        }
    }
}
