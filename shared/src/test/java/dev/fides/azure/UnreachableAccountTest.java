package dev.fides.azure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.model.RetryableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class UnreachableAccountTest {

    @Test
    void a_store_whose_account_is_out_of_reach_says_so_without_the_key() throws Exception {
        ConnectionSettings settings = settings(
                "AccountEndpoint=http://127.0.0.1:" + closedPort() + "/;AccountKey=" + CosmosSettings.EMULATOR_KEY);

        try (AzureClients clients = new AzureClients(settings, AzureCredentials.ofThisMachine())) {
            CosmosControlStore store = new CosmosControlStore(clients, RequestCharges.IGNORED);

            assertThatThrownBy(() -> store.read("a"))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageNotContaining(CosmosSettings.EMULATOR_KEY);
        }
    }

    @Test
    void a_connection_string_without_a_key_is_refused_by_name() {
        try (AzureClients clients =
                new AzureClients(settings("AccountEndpoint=http://127.0.0.1:1/"), AzureCredentials.ofThisMachine())) {
            CosmosControlStore store = new CosmosControlStore(clients, RequestCharges.IGNORED);

            assertThatThrownBy(() -> store.read("a"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("AccountKey");
        }
    }

    private static ConnectionSettings settings(String cosmos) {
        return new ConnectionSettings(new WithConnectionString(cosmos), new WithConnectionString("unused"), false);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
