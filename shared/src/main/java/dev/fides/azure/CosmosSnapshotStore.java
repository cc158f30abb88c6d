package dev.fides.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.state.Snapshot;
import dev.fides.state.SnapshotCodec;
import dev.fides.state.SnapshotStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;

/**
 * Snapshots in the container {@code sync-state}, beside the states: what is lost, restored or made anew is so together. A state's
 * id begins with the name of its sync, theirs with {@code ~~}, with which no escaped text begins.
 */
public final class CosmosSnapshotStore implements SnapshotStore {

    private static final String PREFIX = "~~snapshot:";
    private static final int PARALLEL_READS = 4;
    private static final long KEPT_SECONDS = Duration.ofHours(KEPT_HOURS).toSeconds();

    private final SnapshotCodec codec = new SnapshotCodec();
    private final CosmosDocuments documents;
    private final CosmosWriter writer;

    public CosmosSnapshotStore(AzureClients clients, RequestCharges charges) {
        documents = clients.documents(CosmosContainer.SYNC_STATE, charges);
        writer = new CosmosWriter(documents);
    }

    @Override
    public Optional<Snapshot> current(String sync) {
        String id = head(sync);
        return documents.read(id, id).flatMap(codec::decode);
    }

    @Override
    public void makeCurrent(Snapshot snapshot) {
        put(codec.encode(snapshot), head(snapshot.sync()));
    }

    @Override
    public void putChunk(Snapshot.ChunkId id, byte[] entries) {
        put(codec.encode(entries), chunk(id));
    }

    private void put(ObjectNode document, String id) {
        writer.upsertAll(List.of(document.put("id", id).put("ttl", KEPT_SECONDS)), id);
    }

    @Override
    public Map<Snapshot.ChunkId, byte[]> chunks(Collection<Snapshot.ChunkId> ids) {
        Map<Snapshot.ChunkId, byte[]> found = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            documents
                    .block(
                            "read",
                            ids.size() + " chunks",
                            // Each on its own: a document of 32 KB costs a point read less than a query.
                            () -> Flux.fromIterable(ids)
                                    .flatMap(
                                            id -> documents
                                                    .readLater(chunk(id), chunk(id))
                                                    .map(read -> Map.entry(id, read)),
                                            PARALLEL_READS)
                                    .collectList())
                    .ifPresent(read -> read.forEach(entry -> codec.decodeEntries(entry.getValue())
                            .ifPresent(entries -> found.put(entry.getKey(), entries))));
        }
        return found;
    }

    @Override
    public int remove(String sync, int limit) {
        List<String> ids = documents
                .first(
                        "SELECT c.id FROM c WHERE STARTSWITH(c.id, @prefix) ORDER BY c.id",
                        Map.of("@prefix", head(sync)),
                        Optional.empty(),
                        limit)
                .stream()
                .map(document -> document.get("id"))
                .map(JsonNode::textValue)
                .toList();
        // The current one, which comes first, before the others.
        ids.stream().limit(1).forEach(first -> documents.removeAll(List.of(first), Optional.empty()));
        documents.removeAll(ids.stream().skip(1).toList(), Optional.empty());
        return ids.size();
    }

    /** Ends in a colon, so that a sync whose name begins alike is another one. */
    private static String head(String sync) {
        return PREFIX + DocumentIds.escape(sync).replace(":", "~3A") + ":";
    }

    private static String chunk(Snapshot.ChunkId id) {
        return head(id.sync()) + DocumentIds.escape(id.runId()) + ":" + id.claim() + ":" + id.number();
    }
}
