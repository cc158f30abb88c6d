package dev.fides.azure;

import dev.fides.state.SyncStateStore;
import dev.fides.state.SyncStateStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CosmosSyncStateStoreTest extends SyncStateStoreContract {

    private static CosmosTestAccount account;

    @BeforeAll
    static void start() {
        account = new CosmosTestAccount();
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    @Override
    protected SyncStateStore store() {
        return new CosmosSyncStateStore(account.clients(), Duration.ofDays(30), RequestCharges.IGNORED);
    }

    @Override
    protected void advance(Duration time) {
        account.clock().advance(time);
    }

    @Override
    protected Instant now() {
        return account.clock().instant();
    }
}
