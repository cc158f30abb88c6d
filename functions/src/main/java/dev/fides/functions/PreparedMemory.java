package dev.fides.functions;

import dev.fides.azure.CosmosDatabaseSetup;
import dev.fides.model.RetryableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers in Cosmos DB, made where they are missing. In Azure they are there long before the app. While Cosmos DB is
 * away the app starts all the same, since only then it can send messages on for later instead of giving them back.
 */
final class PreparedMemory {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedMemory.class);

    private final CosmosDatabaseSetup setup;
    private volatile boolean prepared;

    PreparedMemory(CosmosDatabaseSetup setup) {
        this.setup = setup;
    }

    /** Makes what is missing, unless that was done before; a later call tries again what cannot be done now. */
    void prepare() {
        if (prepared) {
            return;
        }
        try {
            setup.run();
            prepared = true;
        } catch (RetryableException e) {
            LOG.warn("Cosmos DB does not answer; the app starts without it: {}", e.getMessage());
        }
    }
}
