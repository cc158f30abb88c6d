package dev.fides.azure;

import java.util.List;

/**
 * The containers of the database {@value #DATABASE} and what of their documents is queried, and therefore indexed. The
 * account's template creates the same.
 */
enum CosmosContainer {
    SYNC_STATE("sync-state", "/id", "/sync/?", "/status/?", "/key/?", "/failure/reason/?", "/failure/nextRetryAt/?"),
    SYNC_RUNS("sync-runs", "/runId", "/runId/?", "/sync/?", "/status/?", "/createdAt/?", "/settled/?"),
    /** Read by id alone, which is always indexed. */
    SYNC_CONTROL("sync-control", "/id");

    static final String DATABASE = "fides";

    private final String containerName;
    private final String partitionKey;
    // An enum's fields must be immutable for certain, which a list is not; the paths have no commas.
    private final String indexed;

    CosmosContainer(String containerName, String partitionKey, String... indexed) {
        this.containerName = containerName;
        this.partitionKey = partitionKey;
        this.indexed = String.join(",", indexed);
    }

    String containerName() {
        return containerName;
    }

    String partitionKey() {
        return partitionKey;
    }

    List<String> indexed() {
        return indexed.isEmpty() ? List.of() : List.of(indexed.split(",", -1));
    }
}
