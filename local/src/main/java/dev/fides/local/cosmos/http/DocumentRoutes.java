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

    Response handle(Request request, Container container) {
        List<String> below = request.segments().subList(4, request.segments().size());
        if (below.equals(List.of("pkranges"))) {
            return partitionRanges(request, container);
        }
        if (below.equals(List.of("operations", "partitionkeydelete"))) {
            return deletePartition(request, container);
        }
        if (!below.get(0).equals("docs") || below.size() > 2) {
            throw request.notAllowed();
        }
        return below.size() == 2 ? document(request, container, below.get(1)) : documents(request, container);
    }

    /** One range that never splits. */
    private static Response partitionRanges(Request request, Container container) {
        String etag = '"' + container.rid() + '"';
        if (request.header("if-none-match").filter(etag::equals).isPresent()) {
            return Response.empty(304).header("etag", etag);
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
        return Response.feed("PartitionKeyRanges", container.rid(), List.of(range))
                .header("etag", etag);
    }

    private Response deletePartition(Request request, Container container) {
        String partition = requirePartition(request, container);
        return faults.around(Access.WRITE, () -> {
            container.deletePartition(partition);
            return Response.of(200, CosmosJson.object());
        });
    }

    private Response document(Request request, Container container, String id) {
        DocumentKey key = new DocumentKey(requirePartition(request, container), id);
        Optional<String> ifMatch = request.header("if-match");
        DocumentOperation operation = switch (request.method()) {
            case "GET" -> new DocumentOperation.Read(key, request.header("if-none-match"));
            case "PUT" -> new DocumentOperation.Replace(key, newDocument(request, container), ifMatch);
            case "PATCH" ->
                new DocumentOperation.PatchDocument(
                        key, patches.read(request.body().json()), ifMatch);
            case "DELETE" -> new DocumentOperation.Delete(key, ifMatch);
            default -> throw request.notAllowed();
        };
        return apply(request, container, operation);
    }

    private Response documents(Request request, Container container) {
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

    private Response apply(Request request, Container container, DocumentOperation operation) {
        OperationResult result =
                faults.around(operation.writes() ? Access.WRITE : Access.READ, () -> operation.apply(container));
        boolean minimal = operation.writes()
                && request.header("prefer").filter("return=minimal"::equals).isPresent();
        boolean withBody = result.document().isPresent() && result.status() != 304 && !minimal;
        Response response = withBody
                ? Response.of(
                        result.status(), container.render(result.document().get()))
                : Response.empty(result.status());
        result.document().ifPresent(document -> response.header("etag", container.etag(document)));
        return response.charge(result.charge());
    }

    private static NewDocument newDocument(Request request, Container container) {
        JsonNode body = request.body().json();
        return NewDocument.of(body, container.partitionKey(), partition(request, container));
    }

    static Optional<String> partition(Request request, Container container) {
        return request.header("x-ms-documentdb-partitionkey")
                .map(header -> container.partitionKey().parse(header));
    }

    private static String requirePartition(Request request, Container container) {
        return partition(request, container)
                .orElseThrow(() -> CosmosException.badRequest("The partition key of the document is missing."));
    }
}
