package dev.fides.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.control.ControlDocument;
import dev.fides.control.ControlStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Control documents in the container {@code sync-control}, {@code {id, name, content, writeId, ttl}}. Cosmos DB keeps
 * numbers as doubles: exact decimals and integers beyond 2^53 belong into text.
 */
public final class CosmosControlStore implements ControlStore {

    private final CosmosDocuments documents;
    private final CosmosWriter writer;

    public CosmosControlStore(AzureClients clients, RequestCharges charges) {
        documents = clients.documents(CosmosContainer.SYNC_CONTROL, charges);
        writer = new CosmosWriter(documents);
    }

    @Override
    public Optional<ControlDocument> read(String id) {
        String documentId = DocumentIds.of(id);
        return documents.read(documentId, documentId).map(CosmosControlStore::stored);
    }

    @Override
    public Optional<ControlDocument> save(
            String id, ObjectNode content, Optional<ControlDocument> expected, Optional<Duration> timeToLive) {
        String documentId = DocumentIds.of(id);
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("id", documentId)
                .put("name", id)
                .put(DocumentWrite.WRITE_ID, UUID.randomUUID().toString());
        document.set("content", content);
        timeToLive.ifPresent(time -> document.put("ttl", seconds(time)));
        WriteOutcome outcome =
                writer.write(new DocumentWrite(document, documentId, expected.map(ControlDocument::etag)));
        if (outcome instanceof WriteOutcome.Failed failed) {
            throw failed.error();
        }
        return outcome instanceof WriteOutcome.Written written
                ? Optional.of(new ControlDocument(id, content.deepCopy(), written.etag()))
                : Optional.empty();
    }

    /** Whole seconds, rounded up: what is leased must not vanish early. */
    private static long seconds(Duration time) {
        return Math.max(1, time.plusNanos(999_999_999).toSeconds());
    }

    @Override
    public boolean remove(ControlDocument expected) {
        String documentId = DocumentIds.of(expected.id());
        return documents.remove(documentId, documentId, expected.etag());
    }

    @Override
    public List<ControlDocument> list(String idPrefix, int limit) {
        String sql = "SELECT * FROM c WHERE STARTSWITH(c.id, @prefix) ORDER BY c.id";
        return documents.first(sql, Map.of("@prefix", DocumentIds.escape(idPrefix)), Optional.empty(), limit).stream()
                .map(CosmosControlStore::stored)
                .toList();
    }

    private static ControlDocument stored(JsonNode document) {
        return new ControlDocument(
                document.get("name").textValue(),
                (ObjectNode) document.get("content"),
                document.get("_etag").textValue());
    }
}
