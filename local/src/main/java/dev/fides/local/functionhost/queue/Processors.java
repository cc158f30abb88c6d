package dev.fides.local.functionhost.queue;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusErrorContext;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import dev.fides.local.functionhost.app.HostJson.ServiceBusOptions;
import dev.fides.local.functionhost.app.Trigger;
import java.time.Duration;
import java.util.function.Consumer;

/** Builds the SDK's receivers as {@code host.json} wants them. */
record Processors(ServiceBusOptions options, Consumer<ServiceBusErrorContext> onError) {

    ServiceBusProcessorClient build(
            ServiceBusClientBuilder client,
            QueueTrigger trigger,
            Consumer<ServiceBusReceivedMessageContext> onMessage) {
        return trigger.sessions() ? withSessions(client, trigger, onMessage) : plain(client, trigger, onMessage);
    }

    private ServiceBusProcessorClient withSessions(
            ServiceBusClientBuilder client,
            QueueTrigger trigger,
            Consumer<ServiceBusReceivedMessageContext> onMessage) {
        ServiceBusClientBuilder.ServiceBusSessionProcessorClientBuilder builder = client.sessionProcessor()
                .maxConcurrentSessions(options.maxConcurrentSessions())
                .maxConcurrentCalls(1)
                .prefetchCount(options.prefetchCount())
                .maxAutoLockRenewDuration(renewal())
                .disableAutoComplete()
                .processMessage(onMessage)
                .processError(onError);
        options.sessionIdleTimeout().ifPresent(builder::sessionIdleTimeout);
        if (trigger.entity() instanceof Trigger.Subscription subscription) {
            builder.topicName(subscription.topic()).subscriptionName(subscription.name());
        } else {
            builder.queueName(((Trigger.Queue) trigger.entity()).name());
        }
        return builder.buildProcessorClient();
    }

    private ServiceBusProcessorClient plain(
            ServiceBusClientBuilder client,
            QueueTrigger trigger,
            Consumer<ServiceBusReceivedMessageContext> onMessage) {
        ServiceBusClientBuilder.ServiceBusProcessorClientBuilder builder = client.processor()
                .maxConcurrentCalls(options.maxConcurrentCalls())
                .prefetchCount(options.prefetchCount())
                .maxAutoLockRenewDuration(renewal())
                .disableAutoComplete()
                .processMessage(onMessage)
                .processError(onError);
        if (trigger.entity() instanceof Trigger.Subscription subscription) {
            builder.topicName(subscription.topic()).subscriptionName(subscription.name());
        } else {
            builder.queueName(((Trigger.Queue) trigger.entity()).name());
        }
        return builder.buildProcessorClient();
    }

    private Duration renewal() {
        return options.maxAutoLockRenewal();
    }
}
