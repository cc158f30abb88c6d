package dev.fides.azure;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.model.PermanentException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends messages to one queue in as few requests as possible, in their order. */
final class MessageSender {

    /** Shorter than tombstones live: no message may meet a record whose delete has been forgotten. */
    static final Duration TIME_TO_LIVE = Duration.ofDays(14);

    private final AzureClients clients;
    private final String queue;

    MessageSender(AzureClients clients, String queue) {
        this.clients = clients;
        this.queue = queue;
    }

    /** A message of JSON with an id of its own: what is sent again is a message in its own right. */
    static ServiceBusMessage json(byte[] body, Optional<Instant> notBefore) {
        ServiceBusMessage message = new ServiceBusMessage(BinaryData.fromBytes(body))
                .setMessageId(UUID.randomUUID().toString())
                .setContentType("application/json")
                .setTimeToLive(TIME_TO_LIVE);
        notBefore.ifPresent(instant -> message.setScheduledEnqueueTime(instant.atOffset(ZoneOffset.UTC)));
        return message;
    }

    /** @param what ids for the message of an error */
    void send(List<ServiceBusMessage> messages, String what) {
        if (messages.isEmpty()) {
            return;
        }
        try {
            sendInBatches(messages, what);
        } catch (RuntimeException e) {
            throw ServiceBusFaults.of("send to queue " + queue + ": " + what, e);
        }
    }

    private void sendInBatches(List<ServiceBusMessage> messages, String what) {
        ServiceBusSenderClient sender = clients.sender(queue);
        ServiceBusMessageBatch batch = sender.createMessageBatch();
        for (ServiceBusMessage message : messages) {
            if (!batch.tryAddMessage(message)) {
                if (batch.getCount() > 0) {
                    sender.sendMessages(batch);
                }
                batch = sender.createMessageBatch();
                if (!batch.tryAddMessage(message)) {
                    throw new PermanentException("the message is larger than the queue " + queue + " takes, "
                            + batch.getMaxSizeInBytes() + " bytes: " + what);
                }
            }
        }
        sender.sendMessages(batch);
    }
}
