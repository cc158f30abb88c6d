package dev.fides.azure;

import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.fakes.ManualClock;
import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.local.cosmos.faults.Faults;
import java.time.Instant;

/** A set-up account on the local endpoint, under a manual clock. */
final class CosmosTestAccount implements AutoCloseable {

    private final ManualClock clock = new ManualClock(Instant.now());
    private final CosmosEndpoint endpoint =
            CosmosEndpoint.start(CosmosSettings.onPort(0).withClock(clock));
    private final AzureClients clients = new AzureClients(settings(), AzureCredentials.ofThisMachine());

    CosmosTestAccount() {
        new CosmosDatabaseSetup(clients).run();
    }

    private ConnectionSettings settings() {
        return new ConnectionSettings(
                new WithConnectionString(endpoint.connectionString()), new WithConnectionString("unused"), false);
    }

    AzureClients clients() {
        return clients;
    }

    ManualClock clock() {
        return clock;
    }

    Faults faults() {
        return endpoint.faults();
    }

    @Override
    public void close() {
        clients.close();
        endpoint.close();
    }
}
