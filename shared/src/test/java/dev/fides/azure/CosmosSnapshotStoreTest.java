package dev.fides.azure;

import dev.fides.state.SnapshotStore;
import dev.fides.state.SnapshotStoreContract;
import dev.fides.state.SyncStateStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CosmosSnapshotStoreTest extends SnapshotStoreContract {

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
    protected SnapshotStore store() {
        return new CosmosSnapshotStore(account.clients(), RequestCharges.IGNORED);
    }

    @Override
    protected SyncStateStore states() {
        return new CosmosSyncStateStore(account.clients(), Duration.ofDays(30), RequestCharges.IGNORED);
    }

    @Override
    protected void advance(Duration time) {
        account.clock().advance(time);
    }
}
