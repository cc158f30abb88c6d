package dev.fides.local.cosmos.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.faults.FaultRule.Access;
import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.CosmosJson;
import dev.fides.local.cosmos.store.DocumentKey;
import dev.fides.local.cosmos.store.DocumentOperation;
import dev.fides.local.cosmos.store.NewDocument;
import dev.fides.local.cosmos.store.OperationResult;
import dev.fides.local.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/** What lies below a container: documents, partition ranges, operations on partitions. */
final class DocumentRoutes {
    private final Faults faults;
    private final QueryRoutes queryRoutes;
    private final BatchRoutes batchRoutes;
    private final ChangeFeedRoutes changeFeedRoutes = new ChangeFeedRoutes();
    private final PatchReader patches;

    DocumentRoutes(Queries queries, Faults faults) {
        this.faults = faults;
        this.patches = new PatchReader();
        this.queryRoutes = new QueryRoutes(queries);
        this.batchRoutes = new BatchRoutes(faults, patches);
    }

    /** One range that never splits. */
    static ServerResponse partitionRanges(CosmosRequest request, Container container) {
        String etag = '"' + container.rid() + '"';
        if (request.header("if-none-match").filter(etag::equals).isPresent()) {
            return CosmosAnswer.empty(304).with("etag", etag);
        }
        var range = CosmosJson.object()
                .put("_rid", container.rid())
                .put("id", "0")
                .put("_etag", etag)
                .put("minInclusive", "")
                .put("maxExclusive", "FF")
                .put("ridPrefix", 0)
                .put("_self", container.self() + "pkranges/0/")
                .put("throughputFraction", 1)
                .put("status", "online");
        range.putArray("parents");
        return CosmosAnswer.feed("PartitionKeyRanges", container.rid(), List.of(range))
                .with("etag", etag);
    }

    ServerResponse deletePartition(CosmosRequest request, Container container) {
        String partition = requirePartition(request, container);
        return faults.around(Access.WRITE, () -> {
            container.deletePartition(partition);
            return CosmosAnswer.of(200, CosmosJson.object());
        });
    }

    ServerResponse document(CosmosRequest request, Container container, String id) {
        DocumentKey key = new DocumentKey(requirePartition(request, container), id);
        Optional<String> ifMatch = request.header("if-match");
        DocumentOperation operation = switch (request.method()) {
            case "GET" -> new DocumentOperation.Read(key, request.header("if-none-match"));
            case "PUT" -> new DocumentOperation.Replace(key, newDocument(request, container), ifMatch);
            case "PATCH" -> new DocumentOperation.PatchDocument(key, patches.read(request.json()), ifMatch);
            case "DELETE" -> new DocumentOperation.Delete(key, ifMatch);
            default -> throw request.notAllowed();
        };
        return apply(request, container, operation);
    }

    ServerResponse documents(CosmosRequest request, Container container) {
        if (request.method().equals("GET")) {
            return faults.around(
                    Access.READ,
                    () -> request.header("a-im").isPresent()
                            ? changeFeedRoutes.read(request, container)
                            : queryRoutes.readAll(request, container));
        }
        if (!request.method().equals("POST")) {
            throw request.notAllowed();
        }
        if (request.flag("x-ms-cosmos-is-query-plan-request")) {
            return queryRoutes.plan(request);
        }
        if (request.isQuery()) {
            return faults.around(Access.READ, () -> queryRoutes.query(request, container));
        }
        if (request.flag("x-ms-cosmos-is-batch-request")) {
            return batchRoutes.handle(request, container);
        }
        NewDocument document = newDocument(request, container);
        return apply(
                request,
                container,
                request.flag("x-ms-documentdb-is-upsert")
                        ? new DocumentOperation.Upsert(document, request.header("if-match"))
                        : new DocumentOperation.Create(document));
    }

    private ServerResponse apply(CosmosRequest request, Container container, DocumentOperation operation) {
        OperationResult result =
                faults.around(operation.writes() ? Access.WRITE : Access.READ, () -> operation.apply(container));
        boolean minimal = operation.writes()
                && request.header("prefer").filter("return=minimal"::equals).isPresent();
        boolean withBody = result.document().isPresent() && result.status() != 304 && !minimal;
        ServerResponse response = withBody
                ? CosmosAnswer.of(
                        result.status(), container.render(result.document().get()))
                : CosmosAnswer.empty(result.status());
        if (result.document().isPresent()) {
            response = response.with("etag", container.etag(result.document().get()));
        }
        return CosmosAnswer.charged(response, result.charge());
    }

    private static NewDocument newDocument(CosmosRequest request, Container container) {
        JsonNode body = request.json();
        return NewDocument.of(body, container.partitionKey(), partition(request, container));
    }

    static Optional<String> partition(CosmosRequest request, Container container) {
        return request.header("x-ms-documentdb-partitionkey")
                .map(header -> container.partitionKey().parse(header));
    }

    private static String requirePartition(CosmosRequest request, Container container) {
        return partition(request, container)
                .orElseThrow(() -> CosmosException.badRequest("The partition key of the document is missing."));
    }
}
