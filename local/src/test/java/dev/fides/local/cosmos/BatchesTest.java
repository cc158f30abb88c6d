package dev.fides.local.cosmos;

import static dev.fides.local.cosmos.CosmosTestAccount.document;
import static dev.fides.local.cosmos.CosmosTestAccount.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchOperationResult;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemOperation;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchesTest {
    private final CosmosTestAccount account = new CosmosTestAccount();
    private CosmosContainer container;

    @BeforeAll
    void createContainer() {
        container = account.container("batches", "/city");
    }

    @AfterAll
    void close() {
        account.close();
    }

    @Test
    void a_batch_does_all_its_operations() {
        CosmosBatch batch = CosmosBatch.createCosmosBatch(new PartitionKey("all"));
        batch.createItemOperation(document("a", "all", 1));
        batch.upsertItemOperation(document("b", "all", 1));
        batch.replaceItemOperation("a", document("a", "all", 2));
        batch.patchItemOperation("b", CosmosPatchOperations.create().increment("/size", 5));
        batch.readItemOperation("b");
        batch.deleteItemOperation("a");
        CosmosBatchResponse response = container.executeCosmosBatch(batch);

        assertThat(response.isSuccessStatusCode()).isTrue();
        assertThat(response.getResults())
                .map(CosmosBatchOperationResult::getStatusCode)
                .containsExactly(201, 201, 200, 200, 200, 204);
        assertThat(query(container, "SELECT VALUE c.size FROM c WHERE c.city = 'all'"))
                .hasToString("[6]");
    }

    @Test
    void a_batch_that_fails_leaves_everything_as_it_was() {
        container.createItem(document("kept", "none", 1));
        String etag = container.createItem(document("changed", "none", 1)).getETag();
        CosmosBatch batch = CosmosBatch.createCosmosBatch(new PartitionKey("none"));
        batch.createItemOperation(document("new", "none", 1));
        batch.upsertItemOperation(document("changed", "none", 2));
        batch.deleteItemOperation("kept");
        batch.createItemOperation(document("changed", "none", 3));
        batch.createItemOperation(document("later", "none", 1));
        CosmosBatchResponse response = container.executeCosmosBatch(batch);

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(response.getResults())
                .map(CosmosBatchOperationResult::getStatusCode)
                .containsExactly(424, 424, 424, 409, 424);
        assertThat(query(container, "SELECT VALUE c.id FROM c WHERE c.city = 'none'"))
                .map(JsonNode::asText)
                .containsExactly("changed", "kept");
        assertThat(container
                        .readItem("changed", new PartitionKey("none"), JsonNode.class)
                        .getETag())
                .isEqualTo(etag);
    }

    @Test
    void a_batch_has_100_operations_at_most() {
        CosmosBatch batch = CosmosBatch.createCosmosBatch(new PartitionKey("many"));
        IntStream.range(0, 100).forEach(i -> batch.createItemOperation(document("n" + i, "many", i)));
        assertThat(container.executeCosmosBatch(batch).isSuccessStatusCode()).isTrue();
        batch.createItemOperation(document("n100", "many", 100));
        assertThat(statusOf(batch)).isEqualTo(400);
    }

    @Test
    void a_batch_has_two_megabytes_at_most() {
        CosmosBatch batch = CosmosBatch.createCosmosBatch(new PartitionKey("large"));
        IntStream.range(0, 3)
                .forEach(i ->
                        batch.createItemOperation(document("l" + i, "large", i).put("text", "x".repeat(1_000_000))));
        assertThat(statusOf(batch)).isEqualTo(413);
        assertThat(query(container, "SELECT * FROM c WHERE c.city = 'large'")).isEmpty();
    }

    @Test
    void bulk_operations_each_have_their_own_outcome() {
        container.createItem(document("there", "bulk", 1));
        PartitionKey bulk = new PartitionKey("bulk");
        List<CosmosItemOperation> operations = List.of(
                CosmosBulkOperations.getCreateItemOperation(document("there", "bulk", 2), bulk),
                CosmosBulkOperations.getReadItemOperation("there", bulk),
                CosmosBulkOperations.getDeleteItemOperation("missing", bulk),
                CosmosBulkOperations.getCreateItemOperation(document("bad/id", "bulk", 1), bulk),
                CosmosBulkOperations.getUpsertItemOperation(document("fresh", "bulk", 1), bulk));
        List<String> outcomes = new ArrayList<>();
        container
                .executeBulkOperations(operations)
                .forEach(outcome -> outcomes.add(outcome.getOperation().getOperationType() + " "
                        + outcome.getResponse().getStatusCode()));
        assertThat(outcomes)
                .containsExactlyInAnyOrder("CREATE 409", "READ 200", "DELETE 404", "CREATE 400", "UPSERT 201");
    }

    @Test
    void bulk_writes_thousands_of_documents() {
        CosmosContainer many = account.container("bulk-many", "/id");
        List<CosmosItemOperation> operations = IntStream.range(0, 3000)
                .mapToObj(i -> CosmosBulkOperations.getUpsertItemOperation(
                        document("m" + i, "bulk", i), new PartitionKey("m" + i)))
                .toList();
        List<Integer> statuses = new ArrayList<>();
        many.executeBulkOperations(operations)
                .forEach(outcome -> statuses.add(outcome.getResponse().getStatusCode()));
        assertThat(statuses).hasSize(3000).containsOnly(201);
        assertThat(query(many, "SELECT VALUE COUNT(1) FROM c")).hasToString("[3000]");
    }

    private int statusOf(CosmosBatch batch) {
        try {
            return container.executeCosmosBatch(batch).getStatusCode();
        } catch (CosmosException e) {
            return e.getStatusCode();
        }
    }
}
