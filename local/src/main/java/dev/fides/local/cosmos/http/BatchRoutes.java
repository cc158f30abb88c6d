package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.faults.FaultRule.Access;
import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.sql.SqlException;
import dev.fides.local.cosmos.store.AtomicBatch;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.DocumentKey;
import dev.fides.local.cosmos.store.DocumentOperation;
import dev.fides.local.cosmos.store.NewDocument;
import dev.fides.local.cosmos.store.OperationResult;
import dev.fides.local.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many operations in one request: atomic (transactional batch), or each for itself (bulk). */
final class BatchRoutes {
    private static final int MAX_OPERATIONS = 100;
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private final Faults faults;
    private final PatchReader patches;

    BatchRoutes(Faults faults, PatchReader patches) {
        this.faults = faults;
        this.patches = patches;
    }

    ServerResponse handle(CosmosRequest request, Container container) {
        if (request.size() > MAX_BYTES) {
            throw CosmosException.tooLarge(
                    "Request size is too large: the batch has " + request.size() + " bytes, the limit is " + MAX_BYTES);
        }
        JsonNode body = request.json();
        if (!body.isArray() || body.isEmpty() || body.size() > MAX_OPERATIONS) {
            throw CosmosException.badRequest("Batch request has more operations than what is supported: " + body.size()
                    + ", the limit is " + MAX_OPERATIONS);
        }
        Optional<String> partition = DocumentRoutes.partition(request, container);
        List<DocumentOperation> operations = new ArrayList<>();
        body.forEach(item -> operations.add(read(item, container, partition)));
        List<OperationResult> results = request.flag("x-ms-cosmos-batch-atomic")
                ? faults.around(Access.WRITE, () -> AtomicBatch.run(container, operations))
                : operations.stream()
                        .map(operation -> alone(operation, container))
                        .toList();
        return BatchResponse.of(container, body, results);
    }

    private OperationResult alone(DocumentOperation operation, Container container) {
        try {
            return faults.around(operation.writes() ? Access.WRITE : Access.READ, () -> operation.apply(container));
        } catch (CosmosException e) {
            return OperationResult.failed(e);
        }
    }

    /** An operation that can't be read takes its place all the same and fails there. */
    private DocumentOperation read(JsonNode item, Container container, Optional<String> partitionOfAll) {
        try {
            Optional<String> partition = text(item, "partitionKey")
                    .map(container.partitionKey()::parse)
                    .or(() -> partitionOfAll);
            return operation(item, container, partition);
        } catch (CosmosException e) {
            return new DocumentOperation.Invalid(
                    new DocumentKey("", item.path("id").asText()), e);
        } catch (SqlException e) {
            return new DocumentOperation.Invalid(
                    new DocumentKey("", item.path("id").asText()), CosmosException.badRequest(e.getMessage()));
        }
    }

    private DocumentOperation operation(JsonNode item, Container container, Optional<String> partition) {
        JsonNode body = item.path("resourceBody");
        Optional<String> ifMatch = text(item, "ifMatch");
        String type = item.path("operationType").asText();
        return switch (type) {
            case "Create" -> new DocumentOperation.Create(NewDocument.of(body, container.partitionKey(), partition));
            case "Upsert" ->
                new DocumentOperation.Upsert(NewDocument.of(body, container.partitionKey(), partition), ifMatch);
            case "Replace" ->
                new DocumentOperation.Replace(
                        key(item, partition), NewDocument.of(body, container.partitionKey(), partition), ifMatch);
            case "Read" -> new DocumentOperation.Read(key(item, partition), text(item, "ifNoneMatch"));
            case "Delete" -> new DocumentOperation.Delete(key(item, partition), ifMatch);
            case "Patch" -> new DocumentOperation.PatchDocument(key(item, partition), patches.read(body), ifMatch);
            default -> throw CosmosException.badRequest("Unknown operation of a batch: " + type);
        };
    }

    private static DocumentKey key(JsonNode item, Optional<String> partition) {
        return new DocumentKey(
                partition.orElseThrow(() -> CosmosException.badRequest("The operation has no partition key.")),
                item.path("id").asText());
    }

    private static Optional<String> text(JsonNode item, String member) {
        return Optional.ofNullable(item.path(member).textValue());
    }
}
