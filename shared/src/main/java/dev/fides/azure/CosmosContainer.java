package dev.fides.azure;

import java.util.List;

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
     * and active runs, with every tick of the timers.
     *
     * @return lists of paths, all ascending
     */
    List<List<String>> composite() {
        return switch (this) {
            case SYNC_STATE -> List.of(List.of("/sync", "/failure/nextRetryAt"));
            case SYNC_RUNS -> List.of(List.of("/sync", "/status"));
            case SYNC_CONTROL -> List.of();
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
