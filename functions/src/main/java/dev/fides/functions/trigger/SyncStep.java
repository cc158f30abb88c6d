package dev.fides.functions.trigger;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.functions.FidesApp;
import dev.fides.queue.QueueNames;

/** Does one step of a run. */
public final class SyncStep {

    private final FidesApp app;

    public SyncStep(FidesApp app) {
        this.app = app;
    }

    @FunctionName("SyncStep")
    public void run(
            @ServiceBusQueueTrigger(name = "message", queueName = QueueNames.STEPS, connection = "ServiceBus")
                    String message,
            @BindingName("DeliveryCount") int deliveryCount,
            ExecutionContext context) {
        app.intake().step(message, context.getInvocationId(), deliveryCount);
    }
}
