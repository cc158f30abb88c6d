package dev.fides.functions;

import dev.fides.azure.CosmosDatabaseSetup;
import dev.fides.model.RetryableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers in Cosmos DB, made where they are missing. In Azure they are there long before the app. While
 * Cosmos DB is away the app starts all the same, because only then it can send messages on for later instead of
 * giving them back.
 */
final class PreparedMemory {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedMemory.class);

    private final CosmosDatabaseSetup setup;
    private volatile boolean prepared;
    private CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

    PreparedMemory(CosmosDatabaseSetup setup) {
        this.setup = setup;
    }

    /** Begins to make what is missing, beside whoever calls. */
    void begin() {
        begun = CompletableFuture.runAsync(this::prepare, work -> {
            Thread thread = new Thread(work, "fides-start");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Waits for what was begun, and throws what it threw. */
    void await() {
        try {
            begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits for what was begun, whatever comes of it. */
    void end() {
        begun.exceptionally(failure -> null).join();
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
