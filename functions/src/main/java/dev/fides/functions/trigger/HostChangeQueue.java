package dev.fides.functions.trigger;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.queue.QueueNames;

/**
 * Events of hosts that come over a queue, and those that Event Grid delivers there. Others write these messages, and the
 * Functions host lets a member of a JSON body take the place of metadata of its name in any case: a parameter that is no text
 * would fail each delivery of an event with a member {@code deliveryCount} that is no number, before the app sees it.
 */
public final class HostChangeQueue {

    private final FidesApp app;

    public HostChangeQueue(FidesApp app) {
        this.app = app;
    }

    @FunctionName("HostChangeQueue")
    public void run(
            @ServiceBusQueueTrigger(name = "message", queueName = QueueNames.HOST_EVENTS, connection = "ServiceBus")
                    String message,
            @BindingName("DeliveryCount") String deliveryCount) {
        app.intake().events(app.receiver(), message, MessageMetadata.deliveries(deliveryCount));
    }
}
