package dev.fides.functions.trigger;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.events.EventMessage;
import dev.fides.functions.FidesApp;

/** Events of hosts that come over a queue, and those that Event Grid delivers there. */
public final class HostChangeQueue {

    private final FidesApp app;

    public HostChangeQueue(FidesApp app) {
        this.app = app;
    }

    @FunctionName("HostChangeQueue")
    public void run(
            @ServiceBusQueueTrigger(name = "message", queueName = "fides-host-events", connection = "ServiceBus")
                    String message) {
        app.receiver().receive("fides-host-events", EventMessage.ofBody(message));
    }
}
