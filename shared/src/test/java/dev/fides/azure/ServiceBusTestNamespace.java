package dev.fides.azure;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.fakes.ManualClock;
import dev.fides.local.servicebus.NamespaceConfigReader;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The project's queues on the local endpoint, under a manual clock. */
final class ServiceBusTestNamespace implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(700);

    private final ManualClock clock = new ManualClock(Instant.now());
    private final ServiceBusEndpoint endpoint = ServiceBusEndpoint.start(
            ServiceBusSettings.of(0, NamespaceConfigReader.read(Path.of("../infra/local/Config.json")))
                    .withClock(clock));
    private final AzureClients clients = new AzureClients(settings(), Credentials.ofThisMachine());
    private final Map<String, ServiceBusReceiverClient> receivers = new HashMap<>();

    private ConnectionSettings settings() {
        return new ConnectionSettings(
                new WithConnectionString("unused"), new WithConnectionString(endpoint.connectionString()), false);
    }

    AzureClients clients() {
        return clients;
    }

    ManualClock clock() {
        return clock;
    }

    /** Takes the next message of a session, for good. */
    Optional<ServiceBusReceivedMessage> take(String queue, String session) {
        try (ServiceBusSessionReceiverClient sessions = new ServiceBusClientBuilder()
                        .connectionString(endpoint.connectionString())
                        .sessionReceiver()
                        .queueName(queue)
                        .buildClient();
                ServiceBusReceiverClient receiver = sessions.acceptSession(session)) {
            return takeFrom(receiver);
        }
    }

    /**
     * Takes the next message of a queue without sessions, for good. The receiver stays: what arrives while one is being
     * closed is locked by it.
     */
    Optional<ServiceBusReceivedMessage> take(String queue) {
        return takeFrom(receivers.computeIfAbsent(queue, clients::receiver));
    }

    private static Optional<ServiceBusReceivedMessage> takeFrom(ServiceBusReceiverClient receiver) {
        Optional<ServiceBusReceivedMessage> message =
                receiver.receiveMessages(1, LONGEST_WAIT).stream().findFirst();
        message.ifPresent(receiver::complete);
        return message;
    }

    @Override
    public void close() {
        receivers.values().forEach(ServiceBusReceiverClient::close);
        clients.close();
        endpoint.close();
    }
}
