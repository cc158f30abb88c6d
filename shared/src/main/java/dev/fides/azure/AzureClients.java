package dev.fides.azure;

import com.azure.core.amqp.AmqpRetryMode;
import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.model.MemoryUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The clients of Cosmos DB, one for each consistency of reads, and of Service Bus, each built once, at its first use, and shared by
 * all threads.
 */
public final class AzureClients implements AutoCloseable {

    /** Ends within the two minutes that a caller can spare; a message that was sent twice does no harm. */
    private static final AmqpRetryOptions RETRIES = new AmqpRetryOptions()
            .setMode(AmqpRetryMode.EXPONENTIAL)
            .setMaxRetries(3)
            .setDelay(Duration.ofMillis(500))
            .setMaxDelay(Duration.ofSeconds(5))
            .setTryTimeout(Duration.ofSeconds(20));

    private final Map<Optional<ConsistencyLevel>, Lazy<CosmosAsyncClient>> cosmos;
    private final Lazy<ServiceBusClientBuilder> serviceBus;
    private final Map<String, Lazy<ServiceBusSenderClient>> senders = new ConcurrentHashMap<>();

    public AzureClients(ConnectionSettings settings, AzureCredentials credentials) {
        cosmos = Arrays.stream(CosmosContainer.values())
                .map(CosmosContainer::reads)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        reads -> reads, reads -> new Lazy<>(() -> CosmosClients.build(settings, credentials, reads))));
        serviceBus = new Lazy<>(() -> serviceBus(settings, credentials));
    }

    private static ServiceBusClientBuilder serviceBus(ConnectionSettings settings, AzureCredentials credentials) {
        // One builder, so that all senders share one AMQP connection.
        ServiceBusClientBuilder builder = new ServiceBusClientBuilder().retryOptions(RETRIES);
        if (settings.serviceBus() instanceof ConnectionSettings.WithIdentity identity) {
            return builder.credential(identity.address(), credentials.of(identity.clientId()));
        }
        return builder.connectionString(
                ((ConnectionSettings.WithConnectionString) settings.serviceBus()).connectionString());
    }

    /** The client whose reads see what the account offers. */
    CosmosAsyncClient cosmos() {
        return cosmos(Optional.empty());
    }

    private CosmosAsyncClient cosmos(Optional<ConsistencyLevel> reads) {
        try {
            return cosmos.get(reads).get();
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MemoryUnavailableException("Cosmos DB cannot be reached", e);
        }
    }

    CosmosDocuments documents(CosmosContainer container, RequestCharges charges) {
        Lazy<CosmosAsyncContainer> lazy = new Lazy<>(() -> cosmos(container.reads())
                .getDatabase(CosmosContainer.DATABASE)
                .getContainer(container.containerName()));
        return new CosmosDocuments(container.containerName(), lazy, charges);
    }

    ServiceBusSenderClient sender(String queue) {
        return senders.computeIfAbsent(
                        queue,
                        name -> new Lazy<>(
                                () -> serviceBus.get().sender().queueName(name).buildClient()))
                .get();
    }

    /** A new receiver without prefetching; the caller closes it. */
    ServiceBusReceiverClient receiver(String queue) {
        return serviceBus.get().receiver().queueName(queue).prefetchCount(0).buildClient();
    }

    @Override
    public void close() {
        senders.values().forEach(sender -> sender.ifMade().ifPresent(ServiceBusSenderClient::close));
        cosmos.values().forEach(client -> client.ifMade().ifPresent(CosmosAsyncClient::close));
    }
}
