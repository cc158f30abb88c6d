package dev.fides.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.ModelJson;
import java.io.IOException;
import java.util.Optional;

/** Snapshots as JSON documents. What cannot be read is not there: a snapshot is a cache. */
public final class SnapshotCodec {

    private static final String SNAPSHOT = "snapshot";
    private static final String ENTRIES = "entries";

    private final JsonMapper mapper = ModelJson.mapper();

    /** A snapshot as one member, so that no member of the document is named as one of a state. */
    public ObjectNode encode(Snapshot snapshot) {
        ObjectNode document = mapper.createObjectNode();
        document.set(SNAPSHOT, mapper.valueToTree(snapshot));
        return document;
    }

    /** Reads a snapshot; members that a store added are skipped. */
    public Optional<Snapshot> decode(JsonNode json) {
        try {
            return Optional.ofNullable(mapper.treeToValue(json.get(SNAPSHOT), Snapshot.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A chunk's entries as text in base 64. */
    public ObjectNode encode(byte[] entries) {
        return mapper.createObjectNode().put(ENTRIES, entries);
    }

    /** Reads a chunk's entries; members that a store added are skipped. */
    public Optional<byte[]> decodeEntries(JsonNode json) {
        try {
            return Optional.ofNullable(json.path(ENTRIES).binaryValue());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
