package dev.fides.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.ModelJson;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.state.SaveResult;
import dev.fides.state.Standing;
import dev.fides.state.StateCounts;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.state.SyncStateCodec;
import dev.fides.state.SyncStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Sync states in the container {@code sync-state}, one document for each record, partitioned by its id. */
public final class CosmosSyncStateStore implements SyncStateStore {

    private static final String OF_SYNC = "SELECT * FROM c WHERE c.sync = @sync AND ";
    private static final String PARKED = "IS_DEFINED(c.failure.reason)";

    /** Without those that exist only to say who owns an id. */
    private static final String UNPUBLISHED = "c.status = 'UNPUBLISHED' AND (IS_DEFINED(c.failure.reason)"
            + " OR IS_DEFINED(c.targetId) OR IS_DEFINED(c.otherIds))";

    private static final String WRITTEN_SINCE = "SELECT VALUE c.key FROM c WHERE c.sync = @sync AND c._ts >= @since";
    private static final int KEYS_PER_PAGE = 1_000;

    private final SyncStateCodec codec = new SyncStateCodec();
    private final CosmosDocuments documents;
    private final CosmosWriter writer;
    private final Duration tombstoneTimeToLive;

    /** @param tombstoneTimeToLive longer than any message lives */
    public CosmosSyncStateStore(AzureClients clients, Duration tombstoneTimeToLive, RequestCharges charges) {
        documents = clients.documents(CosmosContainer.SYNC_STATE, charges);
        writer = new CosmosWriter(documents);
        this.tombstoneTimeToLive = tombstoneTimeToLive;
    }

    @Override
    public Map<RecordKey, StoredState> read(String sync, Collection<RecordKey> keys) {
        List<String> ids =
                keys.stream().distinct().map(key -> DocumentIds.of(sync, key)).toList();
        Map<RecordKey, StoredState> found = new LinkedHashMap<>();
        documents.readMany(ids).forEach(document -> {
            StoredState stored = stored(document);
            found.put(stored.state().key(), stored);
        });
        return found;
    }

    @Override
    public List<SaveResult> save(List<StateWrite> writes) {
        Set<String> ids = new HashSet<>();
        List<DocumentWrite> documentWrites = new ArrayList<>();
        for (StateWrite write : writes) {
            DocumentWrite document = document(write);
            if (!ids.add(document.id())) {
                throw new IllegalArgumentException("two writes for one key: sync "
                        + write.state().sync() + ", key " + write.state().key());
            }
            documentWrites.add(document);
        }
        return writer.writeAll(documentWrites).stream()
                .map(CosmosSyncStateStore::result)
                .toList();
    }

    private DocumentWrite document(StateWrite write) {
        SyncState state = write.state();
        String id = DocumentIds.of(state.sync(), state.key());
        ObjectNode document = codec.encode(state).put("id", id);
        // A parked tombstone stays: nobody would know any more why the record is missing at the target. One that says
        // who
        // owns an id stays too: the id would be free.
        if (state.standing() instanceof Standing.Deleted && state.failure().isEmpty() && !state.isIdTaken()) {
            document.put("ttl", tombstoneTimeToLive.toSeconds());
        }
        return new DocumentWrite(document, id, write.expected());
    }

    private static SaveResult result(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Written written) {
            return new SaveResult.Saved(written.etag());
        } else if (outcome instanceof WriteOutcome.Failed failed) {
            if (failed.error() instanceof RetryableException retryable) {
                return new SaveResult.Failed(retryable);
            }
            throw failed.error();
        }
        return new SaveResult.Conflict();
    }

    @Override
    public StatePage list(String sync, StateFilter filter, Optional<String> cursor, int limit) {
        Map<String, Object> parameters = new HashMap<>(Map.of("@sync", sync));
        String sql = OF_SYNC + condition(filter, parameters);
        CosmosDocuments.Page page = documents.page(sql, parameters, Optional.empty(), cursor, limit);
        return new StatePage(page.documents().stream().map(this::stored).toList(), page.next());
    }

    private static String condition(StateFilter filter, Map<String, Object> parameters) {
        if (filter instanceof StateFilter.Parked parked) {
            return parked.reason()
                    .map(reason -> {
                        parameters.put("@reason", reason.name());
                        return "c.failure.reason = @reason";
                    })
                    .orElse(PARKED);
        } else if (filter instanceof StateFilter.Due due) {
            parameters.put("@now", text(due.now()));
            return "c.failure.nextRetryAt <= @now";
        } else if (filter instanceof StateFilter.MayBeHeld) {
            return "(c.status IN ('PUBLISHED', 'CREATING')"
                    + " OR (c.status = 'UNPUBLISHED' AND (IS_STRING(c.targetId) OR IS_DEFINED(c.otherIds))))";
        }
        return "c.status = 'PUBLISHED'";
    }

    private static String text(Instant instant) {
        return ModelJson.mapper().convertValue(instant, String.class);
    }

    @Override
    public boolean eachWrittenSince(String sync, Instant since, int limit, Consumer<RecordKey> to) {
        Map<String, Object> parameters = Map.of("@sync", sync, "@since", since.getEpochSecond());
        int told = 0;
        Optional<String> cursor = Optional.empty();
        do {
            CosmosDocuments.Page page =
                    documents.page(WRITTEN_SINCE, parameters, Optional.empty(), cursor, KEYS_PER_PAGE);
            page.documents().forEach(key -> to.accept(new RecordKey(key.textValue())));
            told += page.documents().size();
            cursor = page.next();
        } while (cursor.isPresent() && told <= limit);
        return told <= limit;
    }

    @Override
    public StateCounts count(String sync) {
        return new StateCounts(
                count(sync, "c.status = 'PUBLISHED'"),
                count(sync, "c.status = 'DELETED'"),
                count(sync, "c.status = 'CREATING'"),
                count(sync, UNPUBLISHED),
                count(sync, PARKED));
    }

    @Override
    public int remove(String sync, int limit) {
        List<String> ids = documents
                .first("SELECT c.id FROM c WHERE c.sync = @sync", Map.of("@sync", sync), Optional.empty(), limit)
                .stream()
                .map(document -> document.get("id").textValue())
                .toList();
        documents.removeAll(ids, Optional.empty());
        return ids.size();
    }

    private long count(String sync, String condition) {
        String sql = "SELECT VALUE COUNT(1) FROM c WHERE c.sync = @sync AND " + condition;
        return documents.first(sql, Map.of("@sync", sync), Optional.empty(), 1).stream()
                .mapToLong(JsonNode::longValue)
                .sum();
    }

    private StoredState stored(JsonNode document) {
        return new StoredState(codec.decode(document), document.get("_etag").textValue());
    }
}
