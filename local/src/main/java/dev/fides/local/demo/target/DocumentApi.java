package dev.fides.local.demo.target;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.DemoAnswer;
import dev.fides.local.demo.DemoJson;
import dev.fides.local.http.QueryParameters;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Documents one by one: by the client's id (PUT), or by an id that the service gives (POST, PATCH, find). */
final class DocumentApi {

    private static final int DEFAULT_SIZE = 1_000;
    private static final int MAX_SIZE = 5_000;

    private final DocumentStore documents;
    private final DocumentWriter writer;
    private final boolean honoursIdempotencyKeys;
    private final AtomicLong given = new AtomicLong();
    private final Map<String, String> givenByIdempotencyKey = new ConcurrentHashMap<>();

    DocumentApi(DocumentStore documents, DocumentWriter writer, boolean honoursIdempotencyKeys) {
        this.documents = documents;
        this.writer = writer;
        this.honoursIdempotencyKeys = honoursIdempotencyKeys;
    }

    ServerResponse get(String id) {
        return documents
                .find(id)
                .map(entry -> ServerResponse.json(200, entry.document()))
                .orElseGet(() -> DemoAnswer.problem(404, "There is no document " + id + "."));
    }

    ServerResponse put(String id, ServerRequest request) throws IOException {
        return answer(id, writer.write(new WriteAction.Index(id, DemoJson.readObject(request.text()))));
    }

    ServerResponse patch(String id, ServerRequest request) throws IOException {
        return answer(id, writer.write(new WriteAction.Update(id, DemoJson.readObject(request.text()))));
    }

    ServerResponse delete(String id) {
        ActionOutcome outcome = writer.write(new WriteAction.Delete(id));
        return outcome.applied() ? ServerResponse.empty(204) : answer(id, outcome);
    }

    /** Gives an id, the same one again to a request with the same idempotency key. */
    ServerResponse post(ServerRequest request) throws IOException {
        ObjectNode document = DemoJson.readObject(request.text());
        Optional<String> key = request.header("Idempotency-Key").filter(any -> honoursIdempotencyKeys);
        Optional<String> before = key.map(givenByIdempotencyKey::get);
        if (before.isPresent()) {
            return answer(before.get(), ActionOutcome.CREATED);
        }
        String id = "doc-" + given.incrementAndGet();
        ActionOutcome outcome = writer.write(new WriteAction.Create(id, document));
        if (outcome.applied()) {
            key.ifPresent(known -> givenByIdempotencyKey.put(known, id));
        }
        return answer(id, outcome);
    }

    /** Either all documents in pages ({@code after}, {@code size}), or those with an external id. */
    ServerResponse query(QueryParameters query) {
        Optional<String> externalId = query.get(DocumentStore.EXTERNAL_ID);
        return externalId.isPresent() ? find(externalId.get()) : list(query);
    }

    private ServerResponse find(String externalId) {
        var json = new StringBuilder("{\"results\":");
        append(json, documents.findByExternalId(externalId));
        return ServerResponse.json(200, json.append('}').toString());
    }

    private ServerResponse list(QueryParameters query) {
        int size = query.number("size", DEFAULT_SIZE);
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size must be from 1 to " + MAX_SIZE + ".");
        }
        List<DocumentStore.Entry> page = documents.page(query.get("after").orElse(""), size);
        var json = new StringBuilder("{\"total\":").append(documents.size()).append(",\"items\":");
        json.append('[')
                .append(page.stream().map(DocumentApi::whole).collect(joining(",")))
                .append(']');
        if (page.size() == size) {
            json.append(",\"next\":").append(DemoJson.write(page.get(size - 1).id()));
        }
        return ServerResponse.json(200, json.append('}').toString());
    }

    /** A document as it is listed: whole, with the id that the service knows it by. */
    private static String whole(DocumentStore.Entry entry) {
        ObjectNode document = (ObjectNode) DemoJson.read(entry.document());
        document.put("objectId", entry.id());
        if (!document.has(DocumentStore.EXTERNAL_ID)) {
            document.put(DocumentStore.EXTERNAL_ID, entry.id());
        }
        return document.toString();
    }

    private static void append(StringBuilder json, List<DocumentStore.Entry> entries) {
        json.append('[');
        for (DocumentStore.Entry entry : entries) {
            String externalId = DemoJson.read(entry.document())
                    .path(DocumentStore.EXTERNAL_ID)
                    .asText(entry.id());
            json.append("{\"objectId\":")
                    .append(DemoJson.write(entry.id()))
                    .append(",\"externalId\":")
                    .append(DemoJson.write(externalId))
                    .append(",\"document\":")
                    .append(entry.document())
                    .append("},");
        }
        json.setLength(entries.isEmpty() ? json.length() : json.length() - 1);
        json.append(']');
    }

    void reset() {
        givenByIdempotencyKey.clear();
    }

    private static ServerResponse answer(String id, ActionOutcome outcome) {
        return outcome.applied()
                ? DemoAnswer.json(outcome.status(), Map.of("objectId", id, "result", outcome.result()))
                : DemoAnswer.problem(outcome.status(), outcome.reason());
    }
}
