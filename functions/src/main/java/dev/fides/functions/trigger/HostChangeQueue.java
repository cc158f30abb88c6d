package dev.fides.functions.trigger;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.queue.QueueNames;

/** Events of hosts that come over a queue, and those that Event Grid delivers there. */
public final class HostChangeQueue {

    private final FidesApp app;

    public HostChangeQueue(FidesApp app) {
        this.app = app;
    }

    @FunctionName("HostChangeQueue")
    public void run(
            @ServiceBusQueueTrigger(name = "message", queueName = QueueNames.HOST_EVENTS, connection = "ServiceBus")
                    String message,
            @BindingName("DeliveryCount") int deliveryCount) {
        app.intake().events(app.receiver(), message, deliveryCount);
    }
}
