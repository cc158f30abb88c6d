package dev.fides.azure;

import com.azure.cosmos.CosmosAsyncDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CompositePath;
import com.azure.cosmos.models.CompositePathSortOrder;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingMode;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKeyDefinition;
import com.azure.cosmos.models.PartitionKeyDefinitionVersion;
import java.util.List;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Creates the database and its containers where they are missing, for local use; in Azure the template creates them, and
 * identities with data roles may not.
 */
public final class CosmosDatabaseSetup {

    private static final int ITEMS_DECIDE = -1;
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final AzureClients clients;

    public CosmosDatabaseSetup(AzureClients clients) {
        this.clients = clients;
    }

    /**
     * Makes sure that the database and the containers exist; may run any number of times, on several machines at once. A
     * missing permission is passed over: what is then missing shows at the first read.
     *
     * @throws dev.fides.model.RetryableException when Cosmos DB cannot be reached
     */
    public void run() {
        await(
                "database " + CosmosContainer.DATABASE,
                clients.cosmos().createDatabaseIfNotExists(CosmosContainer.DATABASE));
        CosmosAsyncDatabase database = clients.cosmos().getDatabase(CosmosContainer.DATABASE);
        for (CosmosContainer container : CosmosContainer.values()) {
            await("container " + container.containerName(), database.createContainerIfNotExists(properties(container)));
        }
    }

    private static CosmosContainerProperties properties(CosmosContainer container) {
        PartitionKeyDefinition key = new PartitionKeyDefinition()
                .setPaths(List.of(container.partitionKey()))
                // Version 2 hashes long values whole; version 1 only their first 101 bytes.
                .setVersion(PartitionKeyDefinitionVersion.V2);
        IndexingPolicy indexing = new IndexingPolicy()
                .setIndexingMode(IndexingMode.CONSISTENT)
                .setIncludedPaths(
                        container.indexed().stream().map(IncludedPath::new).toList())
                .setExcludedPaths(List.of(new ExcludedPath("/*")))
                .setCompositeIndexes(container.composite().stream()
                        .map(CosmosDatabaseSetup::ascending)
                        .toList());
        return new CosmosContainerProperties(container.containerName(), key)
                .setDefaultTimeToLiveInSeconds(ITEMS_DECIDE)
                .setIndexingPolicy(indexing);
    }

    private static List<CompositePath> ascending(List<String> paths) {
        return paths.stream()
                .map(path -> new CompositePath().setPath(path).setOrder(CompositePathSortOrder.ASCENDING))
                .toList();
    }

    private static void await(String what, Mono<?> creation) {
        try {
            creation.timeout(CosmosDocuments.TIMEOUT).block();
        } catch (RuntimeException e) {
            if (!mayBePassedOver(e)) {
                throw CosmosFaults.of("create " + what, e);
            }
        }
    }

    /** Somebody else created it at the same time, or this identity may not create. */
    private static boolean mayBePassedOver(RuntimeException error) {
        return Exceptions.unwrap(error) instanceof CosmosException e
                && (e.getStatusCode() == CosmosFaults.CONFLICT
                        || e.getStatusCode() == FORBIDDEN
                        || e.getStatusCode() == UNAUTHORIZED);
    }
}
