package dev.fides.functions.trigger;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.model.Priority;
import dev.fides.queue.QueueNames;

/** Publishes what imports found. */
public final class PublishChanges {

    private final FidesApp app;

    public PublishChanges(FidesApp app) {
        this.app = app;
    }

    @FunctionName("PublishChanges")
    public void run(
            @ServiceBusQueueTrigger(
                            name = "message",
                            queueName = QueueNames.CHANGES,
                            connection = "ServiceBus",
                            isSessionsEnabled = true)
                    String message,
            @BindingName("MessageId") String messageId,
            @BindingName("EnqueuedTimeUtc") String enqueuedTime,
            @BindingName("DeliveryCount") int deliveryCount) {
        app.intake().changes(message, Priority.NORMAL, messageId, MessageMetadata.instant(enqueuedTime), deliveryCount);
    }
}
