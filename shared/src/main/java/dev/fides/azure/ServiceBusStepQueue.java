package dev.fides.azure;

import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.fides.queue.QueueNames;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepMessageCodec;
import dev.fides.queue.StepQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Step messages in a queue without sessions. */
public final class ServiceBusStepQueue implements StepQueue {

    private final StepMessageCodec codec = new StepMessageCodec();
    private final MessageSender sender;

    public ServiceBusStepQueue(AzureClients clients) {
        sender = new MessageSender(clients, QueueNames.STEPS);
    }

    @Override
    public void send(StepMessage step, Optional<Instant> notBefore) {
        ServiceBusMessage message = MessageSender.json(codec.encode(step), notBefore);
        message.getApplicationProperties().put("sync", step.sync());
        message.getApplicationProperties().put("run", step.runId());
        message.getApplicationProperties().put("step", step.step());
        sender.send(List.of(message), "step " + step.step() + " of sync " + step.sync() + ", run " + step.runId());
    }
}
