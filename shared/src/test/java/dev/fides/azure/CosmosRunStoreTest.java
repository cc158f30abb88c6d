package dev.fides.azure;

import dev.fides.run.RunStore;
import dev.fides.run.RunStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CosmosRunStoreTest extends RunStoreContract {

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
    protected RunStore store() {
        return new CosmosRunStore(account.clients(), Duration.ofDays(30), RequestCharges.IGNORED);
    }

    @Override
    protected void advance(Duration time) {
        account.clock().advance(time);
    }
}
