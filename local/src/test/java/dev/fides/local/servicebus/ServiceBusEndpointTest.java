package dev.fides.local.servicebus;

import static dev.fides.local.servicebus.QueueBuilder.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.local.servicebus.broker.QueueCounts;
import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.connection.PortTakenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ServiceBusEndpointTest {
    private static final NamespaceConfig NAMESPACE =
            new NamespaceConfig(List.of(queue("one").build()), List.of());

    @Test
    void a_taken_port_is_a_clear_error() {
        try (ServiceBusEndpoint first = ServiceBusEndpoint.start(ServiceBusSettings.of(0, NAMESPACE))) {
            ServiceBusSettings samePort = ServiceBusSettings.of(first.port(), NAMESPACE);

            assertThatThrownBy(() -> ServiceBusEndpoint.start(samePort))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("port " + first.port() + " is taken")
                    .hasMessageContaining("FIDES_SERVICEBUS_PORT");
        }
    }

    @Test
    void a_closed_endpoint_frees_its_port() {
        ServiceBusEndpoint first = ServiceBusEndpoint.start(ServiceBusSettings.of(0, NAMESPACE));
        first.close();

        try (ServiceBusEndpoint second = ServiceBusEndpoint.start(ServiceBusSettings.of(first.port(), NAMESPACE))) {
            assertThat(second.port()).isEqualTo(first.port());
        }
        assertThatThrownBy(first::counts).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_listens_on_the_loopback_addresses_of_both_ip_versions() throws IOException {
        try (ServiceBusEndpoint endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(0, NAMESPACE))) {
            connect(new byte[] {127, 0, 0, 1}, endpoint.port());
            byte[] version6 = new byte[16];
            version6[15] = 1;
            Assumptions.assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByAddress(version6)) != null);
            connect(version6, endpoint.port());
        }
    }

    @Test
    void counts_of_an_unknown_queue_are_an_error() {
        try (ServiceBusEndpoint endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(0, NAMESPACE))) {
            assertThat(endpoint.counts()).containsExactly(new QueueCounts("one", 0, 0, 0, 0, 0, 0));
            assertThatThrownBy(() -> endpoint.counts("two")).hasMessageContaining("two");
        }
    }

    private static void connect(byte[] address, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(address), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }
}
