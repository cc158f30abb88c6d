package dev.fides.functions.trigger;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.model.Priority;
import dev.fides.queue.QueueNames;

/** Publishes what events and operators ask for, ahead of all imports. */
public final class PublishPriorityChanges {

    private final FidesApp app;

    public PublishPriorityChanges(FidesApp app) {
        this.app = app;
    }

    @FunctionName("PublishPriorityChanges")
    public void run(
            @ServiceBusQueueTrigger(
                            name = "message",
                            queueName = QueueNames.CHANGES_PRIORITY,
                            connection = "ServiceBus",
                            isSessionsEnabled = true)
                    String message,
            @BindingName("MessageId") String messageId,
            @BindingName("EnqueuedTimeUtc") String enqueuedTime,
            @BindingName("DeliveryCount") int deliveryCount) {
        app.intake().changes(message, Priority.HIGH, messageId, MessageMetadata.instant(enqueuedTime), deliveryCount);
    }
}
