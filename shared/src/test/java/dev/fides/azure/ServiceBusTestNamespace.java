package dev.fides.azure;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import dev.fides.azure.ConnectionSettings.WithConnectionString;
import dev.fides.fakes.ManualClock;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The project's queues on the local endpoint, under a manual clock. */
final class ServiceBusTestNamespace implements AutoCloseable {

    /** For what is there and must come, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For what must not come. */
    private static final Duration MOMENT = Duration.ofMillis(700);

    private static final int ALL = 100;

    private final ManualClock clock = new ManualClock(Instant.now());
    private final ServiceBusEndpoint endpoint = ServiceBusEndpoint.start(
            ServiceBusSettings.of(0, NamespaceConfigReader.read(Path.of("../infra/local/Config.json")))
                    .withClock(clock));
    private final AzureClients clients = new AzureClients(settings(), AzureCredentials.ofThisMachine());
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

    private Optional<ServiceBusReceivedMessage> takeFrom(ServiceBusReceiverClient receiver) {
        boolean expected = receiver.peekMessages(ALL, 0).stream().anyMatch(this::isDue);
        Duration wait = expected ? PATIENCE : MOMENT;
        Optional<ServiceBusReceivedMessage> message =
                receiver.receiveMessages(1, wait).stream().findFirst();
        message.ifPresent(receiver::complete);
        return message;
    }

    private boolean isDue(ServiceBusReceivedMessage message) {
        return Optional.ofNullable(message.getScheduledEnqueueTime())
                .filter(time -> time.toInstant().isAfter(clock.instant()))
                .isEmpty();
    }

    @Override
    public void close() {
        receivers.values().forEach(ServiceBusReceiverClient::close);
        clients.close();
        endpoint.close();
    }
}
