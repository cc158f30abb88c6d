package dev.fides.local.cosmos.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;

/** One container: its properties, its documents, and how they look from outside. */
public final class Container {
    private final String id;
    private final String rid;
    private final String self;
    private final Clock clock;
    private final PartitionKeyDefinition partitionKey;
    private final DocumentIndex documents;
    /** Keeps the ETags of a container apart from those of an earlier one of the same name. */
    private final String etagPrefix = UUID.randomUUID().toString().substring(0, 18);

    private volatile ObjectNode properties;

    Container(String databaseRid, String rid, ObjectNode requested, Clock clock) {
        this.id = requested.path("id").asText();
        this.rid = rid;
        this.self = "dbs/" + databaseRid + "/colls/" + rid + "/";
        this.clock = clock;
        this.partitionKey = PartitionKeyDefinition.of(requested);
        this.documents = new DocumentIndex(clock, partitionKey.isId(), defaultTtl(requested));
        this.properties = complete(requested);
    }

    private ObjectNode complete(ObjectNode requested) {
        return Database.stamp(requested.deepCopy(), rid, self, clock)
                .put("_docs", "docs/")
                .put("_sprocs", "sprocs/")
                .put("_triggers", "triggers/")
                .put("_udfs", "udfs/")
                .put("_conflicts", "conflicts/");
    }

    private static int defaultTtl(JsonNode properties) {
        JsonNode ttl = properties.path("defaultTtl");
        if (ttl.isMissingNode() || ttl.isNull()) {
            return StoredDocument.NO_TTL;
        }
        if (ttl.isInt() && (ttl.intValue() > 0 || ttl.intValue() == -1)) {
            return ttl.intValue();
        }
        throw CosmosException.badRequest("defaultTtl must be a positive integer, or -1: " + ttl);
    }

    /** Replaces all but id and partition key, which are for ever. */
    public void replace(ObjectNode requested) {
        if (!requested.path("id").asText().equals(id)) {
            throw CosmosException.badRequest("The id of a container can't be changed: " + id);
        }
        if (!PartitionKeyDefinition.of(requested).equals(partitionKey)) {
            throw CosmosException.badRequest("The partition key of a container can't be changed: " + id);
        }
        documents.containerTtl(defaultTtl(requested));
        properties = complete(requested);
    }

    /** Removes every document of a partition. */
    public void deletePartition(String partition) {
        documents.removePartition(partition);
    }

    public String id() {
        return id;
    }

    public String rid() {
        return rid;
    }

    public String self() {
        return self;
    }

    public PartitionKeyDefinition partitionKey() {
        return partitionKey;
    }

    public DocumentIndex documents() {
        return documents;
    }

    /** As the service answers; not to be changed. */
    public ObjectNode properties() {
        return properties;
    }

    /** The ETag of a version, with its quotes. */
    public String etag(StoredDocument document) {
        String lsn = String.format("%016x", document.lsn());
        return '"' + etagPrefix + '-' + lsn.substring(0, 4) + '-' + lsn.substring(4) + '"';
    }

    /** The document as the service answers: the body and the members the service adds. */
    public byte[] render(StoredDocument document) {
        return render(document, "");
    }

    /** The document as the change feed delivers it, with {@code _lsn}. */
    public byte[] renderChange(StoredDocument document) {
        return render(document, ",\"_lsn\":" + document.lsn());
    }

    private byte[] render(StoredDocument document, String more) {
        String documentRid = ResourceIds.document(rid, document.number());
        String etag = etag(document);
        byte[] added = (",\"_rid\":\"" + documentRid
                        + "\",\"_self\":\"" + self + "docs/" + documentRid
                        + "/\",\"_etag\":\"\\\"" + etag.substring(1, etag.length() - 1)
                        + "\\\"\",\"_attachments\":\"attachments/\",\"_ts\":" + document.timestamp() + more + '}')
                .getBytes(StandardCharsets.US_ASCII);
        byte[] body = document.body();
        int end = body.length - 1;
        byte[] whole = Arrays.copyOf(body, end + added.length);
        System.arraycopy(added, 0, whole, end, added.length);
        return whole;
    }

    /** The tree of the document as the service answers it. */
    public ObjectNode tree(StoredDocument document) {
        return (ObjectNode) CosmosJson.parse(render(document));
    }
}
