package dev.fides.local.cosmos.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A document somebody wants written: checked and serialised, so that nothing is left to do under a lock. */
public final class NewDocument {
    /** Largest document in bytes of UTF-8. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    /** Largest id in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 1023;

    private static final List<String> SYSTEM_MEMBERS = List.of("_rid", "_self", "_etag", "_ts", "_attachments", "_lsn");

    private final DocumentKey key;
    private final byte[] body;
    private final int ttl;

    private NewDocument(DocumentKey key, byte[] body, int ttl) {
        this.key = key;
        this.body = body;
        this.ttl = ttl;
    }

    /**
     * Checks {@code source} against the rules for documents.
     *
     * @param partition the partition the caller named, which must be the document's own
     * @throws CosmosException 400 for a bad id, partition or time to live, 413 for too many bytes
     */
    public static NewDocument of(JsonNode source, PartitionKeyDefinition definition, Optional<String> partition) {
        ObjectNode document = CosmosJson.requireObject(source, "A document").deepCopy();
        document.remove(SYSTEM_MEMBERS);
        JsonNode id = document.path("id");
        if (!id.isTextual()) {
            throw CosmosException.badRequest(
                    "The input content is invalid because the required properties - 'id; ' - are missing");
        }
        requireId(id.textValue());
        String own = definition.partitionOf(document);
        if (partition.isPresent() && !partition.get().equals(own)) {
            throw CosmosException.badRequest(
                    "PartitionKey extracted from document doesn't match the one specified in the header", 1001);
        }
        byte[] body = CosmosJson.bytes(document);
        if (body.length > MAX_BYTES) {
            throw CosmosException.tooLarge("Request size is too large: the document has " + body.length
                    + " bytes, the limit is " + MAX_BYTES + ", id " + id.textValue());
        }
        return new NewDocument(new DocumentKey(own, id.textValue()), body, ttl(document.path("ttl")));
    }

    /** Refuses ids that Cosmos DB refuses: empty, too long, or with one of {@code / \ ? #}. */
    public static void requireId(String id) {
        if (id.isEmpty()) {
            throw CosmosException.badRequest("An id must not be empty.");
        }
        if (id.chars().anyMatch(c -> c == '/' || c == '\\' || c == '?' || c == '#')) {
            throw CosmosException.badRequest("An id must not contain '/', '\\', '?' or '#': " + id);
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
            throw CosmosException.badRequest("An id must not exceed " + MAX_ID_BYTES + " bytes: " + id);
        }
    }

    /** Seconds to live: a positive number, -1 for ever; 0 where the document says nothing. */
    private static int ttl(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return StoredDocument.NO_TTL;
        }
        if (value.isIntegralNumber() && value.canConvertToInt() && (value.intValue() > 0 || value.intValue() == -1)) {
            return value.intValue();
        }
        throw CosmosException.badRequest(
                "The input ttl '" + value + "' is invalid. It must be a positive integer, or -1.");
    }

    public DocumentKey key() {
        return key;
    }

    int size() {
        return body.length;
    }

    StoredDocument stored(long number, long lsn, long writtenAt, int containerTtl) {
        return new StoredDocument(key, body, number, lsn, writtenAt, ttl, containerTtl);
    }
}
