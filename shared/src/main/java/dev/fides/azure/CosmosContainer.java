package dev.fides.azure;

import com.azure.cosmos.ConsistencyLevel;
import java.util.List;
import java.util.Optional;

/**
 * The containers of the database {@value #DATABASE} and what of their documents is queried, and therefore indexed. The
 * account's template creates the same.
 */
enum CosmosContainer {
    SYNC_STATE("sync-state", "/id"),
    SYNC_RUNS("sync-runs", "/runId"),
    SYNC_CONTROL("sync-control", "/id");

    static final String DATABASE = "fides";

    private final String containerName;
    private final String partitionKey;

    CosmosContainer(String containerName, String partitionKey) {
        this.containerName = containerName;
        this.partitionKey = partitionKey;
    }

    String containerName() {
        return containerName;
    }

    String partitionKey() {
        return partitionKey;
    }

    /**
     * What is asked for together, and found by one look-up instead of all documents of a sync: parked records that are due,
     * active runs and the newest ones, with every tick of the timers; states written since a snapshot, with every step of an
     * import.
     *
     * @return lists of paths, all ascending
     */
    List<List<String>> composite() {
        return switch (this) {
            case SYNC_STATE -> List.of(List.of("/sync", "/failure/nextRetryAt"), List.of("/sync", "/_ts"));
            case SYNC_RUNS -> List.of(List.of("/sync", "/status"), List.of("/sync", "/createdAt"));
            case SYNC_CONTROL -> List.of();
        };
    }

    /**
     * What a read must see; empty: as much as the account offers, every write that anybody has finished.
     *
     * <p>Runs, and what instances share, are decided upon by reading alone: a pause or an open circuit that is not seen lets
     * work through, and a step's message that does not match an old run document is dropped. A record's state need only be
     * as new as what this instance itself has written: whoever acts on it writes it back, on condition that it is the
     * newest, before or after acting, and looks again if it is not. Such reads cost half, and there is one for every record.
     */
    Optional<ConsistencyLevel> reads() {
        return switch (this) {
            case SYNC_STATE -> Optional.of(ConsistencyLevel.SESSION);
            case SYNC_RUNS, SYNC_CONTROL -> Optional.empty();
        };
    }

    /** Paths beside {@code id}, which is always indexed; a partition key that is not the id is indexed only on request. */
    List<String> indexed() {
        return switch (this) {
            case SYNC_STATE -> List.of("/sync/?", "/status/?", "/key/?", "/failure/reason/?", "/failure/nextRetryAt/?");
            case SYNC_RUNS -> List.of("/runId/?", "/sync/?", "/status/?", "/createdAt/?", "/settled/?");
            case SYNC_CONTROL -> List.of();
        };
    }
}
