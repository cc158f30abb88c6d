package dev.fides.local.servicebus;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import dev.fides.local.servicebus.broker.QueueCounts;
import dev.fides.local.servicebus.config.NamespaceConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** An endpoint, a clock to move its time, and clients of the real SDK, which share one connection. */
final class SdkFixture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final Deque<Runnable> toClose = new ArrayDeque<>();
    private final MovableClock clock = new MovableClock();
    private final ServiceBusEndpoint endpoint;
    private final ServiceBusClientBuilder builder;

    private SdkFixture(NamespaceConfig namespace) {
        endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(0, namespace).withClock(clock));
        builder = newBuilder();
    }

    static SdkFixture with(QueueBuilder... queues) {
        return with(new NamespaceConfig(
                Arrays.stream(queues).map(QueueBuilder::build).toList(), List.of()));
    }

    static SdkFixture with(NamespaceConfig namespace) {
        return new SdkFixture(namespace);
    }

    ServiceBusEndpoint endpoint() {
        return endpoint;
    }

    MovableClock clock() {
        return clock;
    }

    /** A builder of its own, with a connection of its own. */
    ServiceBusClientBuilder newBuilder() {
        return new ServiceBusClientBuilder()
                .connectionString(endpoint.connectionString())
                .retryOptions(
                        new AmqpRetryOptions().setDelay(Duration.ofMillis(50)).setTryTimeout(PATIENCE));
    }

    ServiceBusClientBuilder builder() {
        return builder;
    }

    ServiceBusSenderClient sender(String queue) {
        return closeLater(builder.sender().queueName(queue).buildClient(), ServiceBusSenderClient::close);
    }

    /** A receiver that does not renew locks by itself. */
    ServiceBusReceiverClient receiver(String queue) {
        return closeLater(
                builder.receiver()
                        .queueName(queue)
                        .maxAutoLockRenewDuration(Duration.ZERO)
                        .buildClient(),
                ServiceBusReceiverClient::close);
    }

    ServiceBusReceiverClient deadLetters(String queue) {
        return closeLater(
                builder.receiver()
                        .queueName(queue)
                        .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                        .buildClient(),
                ServiceBusReceiverClient::close);
    }

    ServiceBusReceiverClient deletingReceiver(String queue) {
        return closeLater(
                builder.receiver()
                        .queueName(queue)
                        .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                        .buildClient(),
                ServiceBusReceiverClient::close);
    }

    ServiceBusSessionReceiverClient sessions(String queue) {
        return closeLater(
                builder.sessionReceiver()
                        .queueName(queue)
                        .maxAutoLockRenewDuration(Duration.ZERO)
                        .buildClient(),
                ServiceBusSessionReceiverClient::close);
    }

    void send(String queue, ServiceBusMessage... messages) {
        try (ServiceBusSenderClient sender = builder.sender().queueName(queue).buildClient()) {
            sender.sendMessages(Arrays.asList(messages));
        }
    }

    QueueCounts counts(String queue) {
        return endpoint.counts(queue);
    }

    <T> T closeLater(T client, Consumer<T> close) {
        toClose.push(() -> close.accept(client));
        return client;
    }

    static ServiceBusMessage message(String body) {
        return new ServiceBusMessage(body);
    }

    static ServiceBusMessage inSession(String session, String body) {
        return new ServiceBusMessage(body).setSessionId(session);
    }

    static ServiceBusReceivedMessage receive(ServiceBusReceiverClient receiver) {
        return receive(receiver, 1).get(0);
    }

    static List<ServiceBusReceivedMessage> receive(ServiceBusReceiverClient receiver, int count) {
        return receiver.receiveMessages(count, PATIENCE).stream().toList();
    }

    /** What comes within a moment, which is nothing when all is well. */
    static List<ServiceBusReceivedMessage> receiveWithinAMoment(ServiceBusReceiverClient receiver) {
        return receiver.receiveMessages(1, MOMENT).stream().toList();
    }

    static String body(ServiceBusReceivedMessage message) {
        return message.getBody().toString();
    }

    @Override
    public void close() {
        toClose.forEach(Runnable::run);
        endpoint.close();
    }
}
