package dev.fides.local.cosmos.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Parser;
import dev.fides.local.cosmos.sql.Query;
import dev.fides.local.cosmos.store.Account;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.DocumentOperation;
import dev.fides.local.cosmos.store.NewDocument;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyLookupTest {
    private static final List<String> CITIES = List.of("basel", "bern", "genf");

    @Property(tries = 300)
    void looking_keys_up_finds_what_a_scan_finds(
            @ForAll("conditions") String condition, @ForAll("partitionKeys") String path) {
        Container container = container(path);
        Query query = Parser.parse("SELECT VALUE c.name FROM c WHERE " + condition);
        Evaluator evaluator = new Evaluator(Map.of());
        List<String> scanned = container.documents().after(Optional.empty(), Integer.MAX_VALUE).stream()
                .map(container::tree)
                .filter(tree -> evaluator.matches(query.where().orElseThrow(), tree))
                .map(tree -> "\"" + tree.path("name").asText() + "\"")
                .toList();
        assertThat(drain(container, query, 1000)).isEqualTo(scanned);
        assertThat(drain(container, query, 2)).isEqualTo(scanned);
    }

    @Property(tries = 100)
    void ordered_pages_of_any_size_are_the_sorted_whole(
            @ForAll("conditions") String condition, @ForAll("pageSizes") int size) {
        Container container = container("/city");
        Query query =
                Parser.parse("SELECT VALUE c.name FROM c WHERE " + condition + " ORDER BY c.size DESC, c.absent, c.id");
        List<String> whole = drain(container, query, 1000);
        assertThat(drain(container, query, size)).isEqualTo(whole);
        List<String> sorted = new ArrayList<>(whole);
        Collections.sort(sorted);
        List<String> unordered =
                new ArrayList<>(drain(container, Parser.parse("SELECT VALUE c.name FROM c WHERE " + condition), 1000));
        Collections.sort(unordered);
        assertThat(sorted).isEqualTo(unordered);
    }

    @Test
    void ids_and_partition_keys_are_looked_up_and_never_scanned() {
        Container byId = container("/id");
        Container byCity = container("/city");
        String many = IntStream.range(0, 1000).mapToObj(i -> "'x" + i + "'").collect(Collectors.joining(",", "(", ")"));
        String pairs = IntStream.range(0, 1000)
                .mapToObj(i -> "(c.id = 'd" + i + "' AND c[\"city\"] = 'bern')")
                .collect(Collectors.joining(" OR "));

        assertThat(access(byId, "c.id IN " + many)).matches(KeyLookupTest::isExactLookup);
        assertThat(access(byId, "c.id = 'd1' OR c.id = 'd2'")).matches(KeyLookupTest::isExactLookup);
        assertThat(access(byCity, "( " + pairs + " )")).matches(KeyLookupTest::isExactLookup);
        assertThat(access(byCity, "c.id = 'd1'")).matches(KeyLookupTest::isExactLookup);
        assertThat(access(byCity, "c.city = 'bern' AND c.size > 1").source())
                .isInstanceOf(DocumentSource.Partitions.class);
        assertThat(access(byCity, "c.city = 'bern' OR c.size > 1").source())
                .isInstanceOf(DocumentSource.Everything.class);
    }

    @Test
    void what_was_written_since_is_found_without_looking_at_the_rest() {
        DocumentSource none = access(container("/id"), "c.city = 'bern' AND c._ts >= 99999999999")
                .source();
        DocumentSource all = access(container("/id"), "c._ts >= 1").source();

        assertThat(none).isInstanceOf(DocumentSource.Found.class);
        assertThat(none.next(Optional.empty(), 10)).isEmpty();
        assertThat(all.next(Optional.empty(), 100)).hasSize(8);
    }

    private static boolean isExactLookup(AccessPath access) {
        return access.exact() && access.source() instanceof DocumentSource.Found;
    }

    private static AccessPath access(Container container, String condition) {
        Query query = Parser.parse("SELECT * FROM c WHERE " + condition);
        return AccessPath.choose(container, query, new Evaluator(Map.of()), Optional.empty());
    }

    private static List<String> drain(Container container, Query query, int pageSize) {
        List<String> rows = new ArrayList<>();
        Optional<String> continuation = Optional.empty();
        do {
            Page page = QueryExecution.run(
                    container, query, new QueryExecution.Request(Map.of(), Optional.empty(), continuation, pageSize));
            page.items().forEach(item -> rows.add(CosmosJson.parse(item).toString()));
            continuation = page.continuation();
        } while (continuation.isPresent());
        return rows;
    }

    private static Container container(String partitionKeyPath) {
        ObjectNode properties = CosmosJson.object().put("id", "any");
        properties.putObject("partitionKey").putArray("paths").add(partitionKeyPath);
        ArrayNode index = properties
                .putObject("indexingPolicy")
                .putArray("compositeIndexes")
                .addArray();
        index.addObject().put("path", "/size").put("order", "descending");
        index.addObject().put("path", "/absent");
        index.addObject().put("path", "/id");
        Container container = new Account(Clock.systemUTC()).create("test").create(properties);
        for (int i = 0; i < 12; i++) {
            JsonNode document = CosmosJson.object()
                    .put("id", "d" + (i % 8))
                    .put("city", CITIES.get((i / 8 + i) % 3))
                    .put("size", i % 4)
                    .put("name", i == 3 ? "n\u00e9" : "n" + i);
            new DocumentOperation.Upsert(
                            NewDocument.of(document, container.partitionKey(), Optional.empty()), Optional.empty())
                    .apply(container);
        }
        return container;
    }

    @Provide
    Arbitrary<String> conditions() {
        Arbitrary<String> atoms = Arbitraries.of(
                "c.id = 'd1'",
                "'d2' = c.id",
                "c.id IN ('d3', 'd4', 'none')",
                "c.id = 5",
                "c.id != 'd1'",
                "c.city = 'bern'",
                "c['city'] IN ('basel', 'genf')",
                "c.city = null",
                "c.size > 1",
                "c.size = c.absent",
                "c.name = 'n1'",
                "c.name IN ('n1', 'n\u00e9')",
                "IS_DEFINED(c.size)",
                "IS_DEFINED(c.absent)",
                "c._ts > 0",
                "c._ts >= 1",
                "c._ts >= 99999999999",
                "c['name'] != 'n2'",
                "NOT c.id = 'd1'",
                "c.name LIKE 'n1%'");
        return Arbitraries.recursive(
                () -> atoms,
                inner -> Combinators.combine(inner, Arbitraries.of("AND", "OR"), inner)
                        .as((left, operator, right) -> "(" + left + " " + operator + " " + right + ")"),
                0,
                3);
    }

    @Provide
    Arbitrary<String> partitionKeys() {
        return Arbitraries.of("/id", "/city", "/size", "/absent");
    }

    @Provide
    Arbitrary<Integer> pageSizes() {
        return Arbitraries.integers().between(1, 7);
    }
}
