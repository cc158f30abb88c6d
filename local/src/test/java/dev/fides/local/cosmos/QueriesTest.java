package dev.fides.local.cosmos;

import static dev.fides.local.cosmos.CosmosTestAccount.document;
import static dev.fides.local.cosmos.CosmosTestAccount.query;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CompositePath;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesTest {
    private final CosmosTestAccount account = new CosmosTestAccount();
    private CosmosContainer cities;

    @BeforeAll
    void createDocuments() {
        cities = account.container("cities", "/city");
        List<String> names = List.of("basel", "bern", "genf");
        IntStream.range(0, 30).forEach(i -> cities.createItem(document("d%02d".formatted(i), names.get(i % 3), i / 6)));
    }

    @AfterAll
    void close() {
        account.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT VALUE c.id FROM c WHERE c.city = 'bern' AND c.size > 3 | [\"d25\",\"d28\"]",
                "SELECT VALUE c.id FROM c WHERE c.id IN ('d03', 'd01', 'none') | [\"d03\",\"d01\"]",
                "SELECT VALUE c.id FROM c WHERE c.id LIKE 'd0%' AND NOT c.city IN ('bern', 'genf') |"
                        + " [\"d00\",\"d03\",\"d06\",\"d09\"]",
                "SELECT TOP 2 c.id FROM c ORDER BY c.size DESC | [{\"id\":\"d24\"},{\"id\":\"d27\"}]",
                "SELECT VALUE c.id FROM c ORDER BY c.id OFFSET 5 LIMIT 2 | [\"d05\",\"d06\"]",
                "SELECT VALUE c.id FROM c OFFSET 29 LIMIT 10 | [\"d29\"]",
                "SELECT VALUE COUNT(1) FROM c WHERE c.size BETWEEN 1 AND 2 | [12]",
                "SELECT COUNT(1) AS n, SUM(c.size) AS s, MIN(c.id) AS a, MAX(c.id) AS z, AVG(c.size) AS m FROM c |"
                        + " [{\"n\":30,\"s\":60,\"a\":\"d00\",\"z\":\"d29\",\"m\":2}]",
                "SELECT c.city, COUNT(1) AS n FROM c WHERE c.size < 1 GROUP BY c.city |"
                        + " [{\"city\":\"basel\",\"n\":2},{\"city\":\"bern\",\"n\":2},{\"city\":\"genf\",\"n\":2}]",
                "SELECT DISTINCT VALUE c.city FROM c ORDER BY c.city DESC | [\"genf\",\"bern\",\"basel\"]",
                "SELECT VALUE {'a': c.id, b: [c.size]} FROM c WHERE c.id = 'd06' | [{\"a\":\"d06\",\"b\":[1]}]",
                "SELECT VALUE COUNT(1) FROM c WHERE c.city = 'nowhere' | [0]",
            })
    void a_query_answers(String sql, String expected) {
        String answer = query(cities, sql).stream().map(JsonNode::toString).collect(joining(",", "[", "]"));
        assertThat(answer).isEqualTo(expected);
    }

    @Test
    void parameters_are_bound() {
        SqlQuerySpec query = new SqlQuerySpec(
                "SELECT * FROM c WHERE c.city = @city AND c.size >= @size",
                List.of(new SqlParameter("@city", "genf"), new SqlParameter("@size", 4)));
        assertThat(cities.queryItems(query, new CosmosQueryRequestOptions(), JsonNode.class).stream())
                .map(found -> found.path("id").asText())
                .containsExactly("d26", "d29");
    }

    @Test
    void a_query_may_be_kept_to_one_partition() {
        CosmosQueryRequestOptions bern = new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey("bern"));
        assertThat(cities.queryItems("SELECT * FROM c", bern, JsonNode.class).stream())
                .hasSize(10)
                .allMatch(found -> found.path("city").asText().equals("bern"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // One index has both members: what does not meet the clause is never loaded.
                "c.town = 'bern' AND c.part.size <= 1                   | 2.8",
                "c.part.size > 7 AND c.town = 'bern'                    | 2.85",
                "c.town IN ('bern', 'genf') AND c.part.size = 9         | 2.85",
                // The range has to come last, and nothing else may be asked for.
                "c.town > 'bern' AND c.part.size = 1                    | 3.03",
                "c.town = 'bern' AND c.part.size <= 1 AND c.other = 1   | 3",
                "c.town = 'bern' OR c.part.size <= 1                    | 3.09",
                "c.town = 'bern'                                        | 3.03",
            })
    void a_composite_index_spares_the_documents_that_do_not_meet_the_clause(String clause, double charge) {
        FeedResponse<JsonNode> page = page(towns(), "SELECT * FROM c WHERE " + clause, null);

        assertThat(page.getRequestCharge()).isEqualTo(charge);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Six of a page are read off the index, from either end.
                "WHERE c.town = 'genf' ORDER BY c.town DESC, c.part.size DESC     | 3.1  | 8, 7, 6, 5, 4, 3",
                "WHERE c.town = 'genf' ORDER BY c.town, c.part.size               | 3.1  | 0, 1, 2, 3, 4, 5",
                "WHERE c.town = 'genf' AND c.part.size >= 5 ORDER BY c.town, c.part.size | 3 | 5, 6, 7, 8",
                "ORDER BY c.town, c.part.size                                     | 3.1  | 9, 0, 1, 2, 3, 4",
                // All are looked at: the clause asks for something else, or the town is missing in the order.
                "WHERE c.other = 1 ORDER BY c.town, c.part.size                   | 3    | ",
                "WHERE c.town = 'genf' ORDER BY c.part.size DESC                  | 3.18 | 8, 7, 6, 5, 4, 3",
            })
    void a_composite_index_gives_the_order_too(String rest, double charge, String sizes) {
        FeedResponse<JsonNode> page = page(towns(), "SELECT * FROM c " + rest, null);

        assertThat(page.getResults().stream()
                        .map(town -> town.at("/part/size").asText())
                        .collect(joining(", ")))
                .isEqualTo(sizes == null ? "" : sizes);
        assertThat(page.getRequestCharge()).isEqualTo(charge);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.part.size, c.town",
                "c.town, c.part.size DESC",
                "c.town, c.part.size, c.id",
                "c.town, c.other",
            })
    void an_order_by_several_members_that_no_index_has_is_refused(String order) {
        assertThatThrownBy(() -> page(towns(), "SELECT * FROM c ORDER BY " + order, null))
                .isInstanceOf(CosmosException.class)
                .hasMessageContaining("composite index");
    }

    /** One town of another name than the nine others; town and size of the part are indexed together. */
    private CosmosContainer towns() {
        CosmosContainerProperties properties = new CosmosContainerProperties("towns", "/id");
        properties.setIndexingPolicy(new IndexingPolicy()
                .setCompositeIndexes(List.of(
                        List.of(new CompositePath().setPath("/town"), new CompositePath().setPath("/part/size")))));
        CosmosContainer towns = account.container(properties);
        for (int i = 0; i < 10; i++) {
            ObjectNode town = JsonNodeFactory.instance.objectNode().put("id", "t" + i);
            town.put("town", i < 9 ? "genf" : "bern").putObject("part").put("size", i);
            towns.upsertItem(town);
        }
        return towns;
    }

    @Test
    void a_query_costs_a_plausible_charge() {
        FeedResponse<JsonNode> page = cities.queryItems(
                        "SELECT * FROM c WHERE c.id = 'd01'", new CosmosQueryRequestOptions(), JsonNode.class)
                .iterableByPage()
                .iterator()
                .next();
        assertThat(page.getRequestCharge()).isBetween(2.8, 3.5);
    }

    @Test
    void a_bad_query_is_refused_with_its_place() {
        assertThatThrownBy(() -> query(cities, "SELECT * FROM c WHERE c.size = = 1"))
                .isInstanceOf(CosmosException.class)
                .hasMessageContaining("position 31");
    }

    @Test
    void pages_of_a_scan_neither_repeat_nor_skip_while_others_write() {
        CosmosContainer busy = account.container("busy-scan", "/id");
        IntStream.range(0, 20).forEach(i -> busy.createItem(document("m%02d".formatted(i), "bern", i)));

        List<String> seen = new ArrayList<>();
        String continuation = null;
        int round = 0;
        do {
            FeedResponse<JsonNode> page = page(busy, "SELECT * FROM c", continuation);
            page.getResults().forEach(found -> seen.add(found.path("id").asText()));
            continuation = page.getContinuationToken();
            busy.createItem(document("a%02d".formatted(round), "bern", 0));
            busy.deleteItem("m%02d".formatted(round), new PartitionKey("m%02d".formatted(round)), null);
            round++;
        } while (continuation != null);

        assertThat(seen).doesNotHaveDuplicates().hasSize(20).allMatch(id -> id.startsWith("m"));
    }

    @Test
    void pages_of_an_ordered_query_neither_repeat_nor_skip_while_others_write() {
        CosmosContainer busy = account.container("busy-order", "/id");
        IntStream.range(0, 20).forEach(i -> busy.createItem(document("m%02d".formatted(i), "bern", i / 5)));

        List<String> seen = new ArrayList<>();
        String continuation = null;
        int round = 0;
        do {
            FeedResponse<JsonNode> page = page(busy, "SELECT c.id, c.size FROM c ORDER BY c.size DESC", continuation);
            page.getResults().forEach(found -> seen.add(found.path("id").asText()));
            continuation = page.getContinuationToken();
            busy.createItem(document("z%02d".formatted(round), "bern", 9));
            round++;
        } while (continuation != null);

        assertThat(seen)
                .doesNotHaveDuplicates()
                .hasSize(20)
                .startsWith("m15", "m16")
                .endsWith("m03", "m04");
    }

    @Test
    void groups_and_limits_go_on_over_pages() {
        List<Integer> sizes = new ArrayList<>();
        cities.queryItems(
                        "SELECT DISTINCT VALUE c.size FROM c ORDER BY c.size",
                        new CosmosQueryRequestOptions(),
                        JsonNode.class)
                .iterableByPage(2)
                .forEach(page -> page.getResults().forEach(size -> sizes.add(size.asInt())));
        assertThat(sizes).containsExactly(0, 1, 2, 3, 4);

        List<String> limited = new ArrayList<>();
        cities.queryItems(
                        "SELECT VALUE c.id FROM c ORDER BY c.id OFFSET 3 LIMIT 5",
                        new CosmosQueryRequestOptions(),
                        JsonNode.class)
                .iterableByPage(2)
                .forEach(page -> page.getResults().forEach(id -> limited.add(id.asText())));
        assertThat(limited).containsExactly("d03", "d04", "d05", "d06", "d07");
    }

    private static FeedResponse<JsonNode> page(CosmosContainer container, String sql, String continuation) {
        var pages = container.queryItems(sql, new CosmosQueryRequestOptions(), JsonNode.class);
        var iterable = continuation == null ? pages.iterableByPage(6) : pages.iterableByPage(continuation, 6);
        return iterable.iterator().next();
    }
}
