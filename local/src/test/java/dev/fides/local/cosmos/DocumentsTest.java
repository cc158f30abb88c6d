package dev.fides.local.cosmos;

import static dev.fides.local.cosmos.CosmosTestAccount.document;
import static dev.fides.local.cosmos.CosmosTestAccount.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private final CosmosTestAccount account = new CosmosTestAccount();
    private CosmosContainer container;

    @BeforeAll
    void createContainer() {
        container = account.container("documents", "/city");
    }

    @AfterAll
    void close() {
        account.close();
    }

    @Test
    void a_created_document_is_read_back_with_the_members_of_the_service() {
        CosmosItemResponse<ObjectNode> created = container.createItem(document("read", "bern", 1));
        CosmosItemResponse<ObjectNode> read = container.readItem("read", bern(), ObjectNode.class);

        assertThat(created.getStatusCode()).isEqualTo(201);
        assertThat(created.getRequestCharge()).isEqualTo(5.5);
        assertThat(read.getRequestCharge()).isEqualTo(1);
        assertThat(read.getItem()).isEqualTo(created.getItem());
        assertThat(read.getItem().path("_etag").asText()).isEqualTo(read.getETag());
        assertThat(read.getItem().path("_ts").asLong())
                .isEqualTo(account.clock.instant().getEpochSecond());
        assertThat(read.getItem().path("_rid").asText()).isNotEmpty();
    }

    @Test
    void a_second_create_conflicts() {
        container.createItem(document("twice", "bern", 1));
        assertStatus(409, () -> container.createItem(document("twice", "bern", 2)));
        assertThat(container.createItem(document("twice", "basel", 3)).getStatusCode())
                .isEqualTo(201);
    }

    @Test
    void an_upsert_creates_and_then_replaces() {
        assertThat(container.upsertItem(document("upsert", "bern", 1)).getStatusCode())
                .isEqualTo(201);
        CosmosItemResponse<ObjectNode> replaced = container.upsertItem(document("upsert", "bern", 2));
        assertThat(replaced.getStatusCode()).isEqualTo(200);
        assertThat(replaced.getRequestCharge()).isEqualTo(10.5);
        assertThat(container
                        .readItem("upsert", bern(), ObjectNode.class)
                        .getItem()
                        .path("size")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void what_does_not_exist_is_not_found() {
        assertStatus(404, () -> container.readItem("missing", bern(), ObjectNode.class));
        assertStatus(404, () -> container.replaceItem(document("missing", "bern", 1), "missing", bern(), none()));
        assertStatus(404, () -> container.deleteItem("missing", bern(), none()));
        assertStatus(404, () -> account.database.getContainer("missing").read());
    }

    @Test
    void writes_with_an_old_etag_are_refused() {
        String old = container.createItem(document("etag", "bern", 1)).getETag();
        String current = container
                .replaceItem(document("etag", "bern", 2), "etag", bern(), none().setIfMatchETag(old))
                .getETag();

        assertStatus(
                412,
                () -> container.replaceItem(document("etag", "bern", 3), "etag", bern(), none().setIfMatchETag(old)));
        assertStatus(412, () -> container.deleteItem("etag", bern(), none().setIfMatchETag(old)));
        assertStatus(412, () -> container.upsertItem(document("etag", "bern", 3), bern(), none().setIfMatchETag(old)));
        CosmosItemResponse<Object> deleted = container.deleteItem("etag", bern(), none().setIfMatchETag(current));
        assertThat(deleted.getStatusCode()).isEqualTo(204);
    }

    @Test
    void a_known_version_is_not_sent_again() {
        String etag = container.createItem(document("known", "bern", 1)).getETag();
        CosmosItemResponse<ObjectNode> read =
                container.readItem("known", bern(), none().setIfNoneMatchETag(etag), ObjectNode.class);
        assertThat(read.getStatusCode()).isEqualTo(304);
    }

    @Test
    void of_two_racing_replaces_with_one_etag_exactly_one_wins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 25; round++) {
                String etag =
                        container.upsertItem(document("race", "bern", round)).getETag();
                CyclicBarrier together = new CyclicBarrier(2);
                Callable<Integer> replace = () -> {
                    together.await();
                    return status(() -> container.replaceItem(
                            document("race", "bern", 99), "race", bern(), none().setIfMatchETag(etag)));
                };
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> outcome : threads.invokeAll(List.of(replace, replace))) {
                    statuses.add(outcome.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 412);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "plus+and&", "percent%25", "ümläut", "a:b;c=d", "quote\"'"})
    void unusual_ids_are_kept(String id) {
        container.createItem(document(id, "bern", 1));
        assertThat(container
                        .readItem(id, bern(), ObjectNode.class)
                        .getItem()
                        .path("id")
                        .asText())
                .isEqualTo(id);
        container.deleteItem(id, bern(), none());
        assertStatus(404, () -> container.readItem(id, bern(), ObjectNode.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a?b", "a#b", ""})
    void forbidden_ids_are_refused(String id) {
        assertStatus(400, () -> container.createItem(document(id, "bern", 1), bern(), none()));
    }

    @Test
    void an_id_has_1023_bytes_at_most() {
        assertThat(container.createItem(document("x".repeat(1023), "bern", 1)).getStatusCode())
                .isEqualTo(201);
        assertStatus(400, () -> container.createItem(document("x".repeat(1024), "bern", 1)));
        assertStatus(400, () -> container.createItem(document("ü".repeat(512), "bern", 1)));
    }

    @Test
    void a_document_has_two_megabytes_at_most() {
        ObjectNode large = document("large", "bern", 1);
        large.put("text", "x".repeat(2 * 1024 * 1024 - 200));
        assertThat(container.createItem(large).getStatusCode()).isEqualTo(201);
        large.put("text", "x".repeat(2 * 1024 * 1024)).put("id", "larger");
        assertStatus(413, () -> container.createItem(large));
    }

    @Test
    void a_patch_changes_parts_of_a_document() {
        container.createItem(document("patch", "bern", 5));
        ObjectNode patched = container
                .patchItem(
                        "patch",
                        bern(),
                        CosmosPatchOperations.create()
                                .set("/name", "new")
                                .increment("/size", 10)
                                .add("/tags", List.of("a", "c"))
                                .add("/tags/1", "b")
                                .remove("/tags/0"),
                        ObjectNode.class)
                .getItem();
        assertThat(patched.path("name").asText()).isEqualTo("new");
        assertThat(patched.path("size").asInt()).isEqualTo(15);
        assertThat(patched.path("tags")).map(JsonNode::asText).containsExactly("b", "c");
    }

    @Test
    void a_patch_whose_condition_fails_changes_nothing() {
        container.createItem(document("condition", "bern", 5));
        CosmosPatchOperations change = CosmosPatchOperations.create().set("/size", 6);
        CosmosPatchItemRequestOptions unmet =
                new CosmosPatchItemRequestOptions().setFilterPredicate("FROM c WHERE c.size = 999");
        CosmosPatchItemRequestOptions met =
                new CosmosPatchItemRequestOptions().setFilterPredicate("FROM c WHERE c.size = 5");

        assertStatus(412, () -> container.patchItem("condition", bern(), change, unmet, ObjectNode.class));
        assertThat(container
                        .patchItem("condition", bern(), change, met, ObjectNode.class)
                        .getStatusCode())
                .isEqualTo(200);
        assertStatus(
                400,
                () -> container.patchItem(
                        "condition", bern(), CosmosPatchOperations.create().remove("/nothing"), ObjectNode.class));
    }

    @Test
    void documents_expire_by_their_own_and_the_containers_time_to_live() {
        CosmosContainerProperties properties = new CosmosContainerProperties("expiring", "/city");
        properties.setDefaultTimeToLiveInSeconds(-1);
        CosmosContainer expiring = account.container(properties);
        expiring.createItem(document("short", "bern", 1).put("ttl", 10));
        expiring.createItem(document("long", "bern", 1));

        account.clock.advanceSeconds(9);
        assertThat(query(expiring, "SELECT * FROM c")).hasSize(2);
        account.clock.advanceSeconds(1);
        assertStatus(404, () -> expiring.readItem("short", bern(), ObjectNode.class));
        assertThat(query(expiring, "SELECT * FROM c")).hasSize(1);
        assertThat(expiring.createItem(document("short", "bern", 2)).getStatusCode())
                .isEqualTo(201);

        expiring.replace(expiring.read().getProperties().setDefaultTimeToLiveInSeconds(100));
        account.clock.advanceSeconds(101);
        assertThat(query(expiring, "SELECT * FROM c")).isEmpty();
    }

    @Test
    void a_time_to_live_counts_only_where_the_container_has_one() {
        container.createItem(document("ttl", "bern", 1).put("ttl", 1));
        account.clock.advanceSeconds(2);
        assertThat(container.readItem("ttl", bern(), ObjectNode.class).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void many_documents_are_read_by_their_ids() {
        CosmosContainer byId = account.container("by-id", "/id");
        List<CosmosItemIdentity> identities = new ArrayList<>();
        IntStream.range(0, 1000).forEach(i -> {
            String id = "sync:" + i;
            if (i % 10 == 0) {
                byId.createItem(document(id, "bern", i));
            }
            identities.add(new CosmosItemIdentity(new PartitionKey(id), id));
        });
        assertThat(byId.readMany(identities, JsonNode.class).getResults())
                .hasSize(100)
                .allMatch(document -> document.path("size").asInt() % 10 == 0);
    }

    @Test
    void many_documents_are_read_across_partitions() {
        container.createItem(document("many1", "bern", 1));
        container.createItem(document("many2", "basel", 2));
        List<CosmosItemIdentity> identities = List.of(
                new CosmosItemIdentity(bern(), "many1"),
                new CosmosItemIdentity(new PartitionKey("basel"), "many2"),
                new CosmosItemIdentity(bern(), "many2"));
        assertThat(container.readMany(identities, JsonNode.class).getResults())
                .map(document -> document.path("id").asText())
                .containsExactlyInAnyOrder("many1", "many2");
    }

    @Test
    void all_documents_of_a_partition_are_read_and_deleted() {
        PartitionKey genf = new PartitionKey("genf");
        IntStream.range(0, 25).forEach(i -> container.createItem(document("all" + i, "genf", i)));
        assertThat(container.readAllItems(genf, JsonNode.class).stream()).hasSize(25);
        container.deleteAllItemsByPartitionKey(genf, none());
        assertThat(container.readAllItems(genf, JsonNode.class).stream()).isEmpty();
    }

    @Test
    void a_document_of_another_partition_than_named_is_refused() {
        assertStatus(400, () -> container.createItem(document("other", "bern", 1), new PartitionKey("basel"), none()));
    }

    @Test
    void an_id_alone_finds_its_documents_in_every_partition() {
        container.createItem(document("everywhere", "bern", 1));
        container.createItem(document("everywhere", "basel", 2));
        assertThat(query(container, "SELECT VALUE c.city FROM c WHERE c.id = 'everywhere'"))
                .map(JsonNode::asText)
                .containsExactly("basel", "bern");
        assertThat(container
                        .queryItems(
                                "SELECT VALUE c.city FROM c WHERE c.id = 'everywhere'",
                                new CosmosQueryRequestOptions().setPartitionKey(bern()),
                                JsonNode.class)
                        .stream())
                .hasSize(1);
    }

    private static PartitionKey bern() {
        return new PartitionKey("bern");
    }

    private static CosmosItemRequestOptions none() {
        return new CosmosItemRequestOptions();
    }

    private static int status(Callable<CosmosItemResponse<ObjectNode>> call) throws Exception {
        try {
            return call.call().getStatusCode();
        } catch (CosmosException e) {
            return e.getStatusCode();
        }
    }

    private static void assertStatus(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CosmosException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(status));
    }
}
