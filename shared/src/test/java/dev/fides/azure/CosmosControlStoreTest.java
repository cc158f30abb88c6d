package dev.fides.azure;

import dev.fides.control.ControlStore;
import dev.fides.control.ControlStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CosmosControlStoreTest extends ControlStoreContract {

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
    protected ControlStore store() {
        return new CosmosControlStore(account.clients(), RequestCharges.IGNORED);
    }

    @Override
    protected void advance(Duration time) {
        account.clock().advance(time);
    }
}
