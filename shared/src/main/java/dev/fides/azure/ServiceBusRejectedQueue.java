package dev.fides.azure;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import dev.fides.queue.QueueNames;
import dev.fides.queue.RejectedMessage;
import dev.fides.queue.RejectedQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rejected messages in a queue: the body as it came, and why it was rejected in application properties {@code queue},
 * {@code reason} and {@code rejectedAt}.
 */
public final class ServiceBusRejectedQueue implements RejectedQueue {

    /** Leaves room for the properties in a message of 256 KB; what is longer is cut and can only be read. */
    private static final int MAX_BODY_BYTES = 240 * 1024;

    private static final int MAX_REASON_LENGTH = 2_000;
    private static final int PER_REQUEST = 100;

    /** So many messages are looked through for the one to be removed. */
    private static final int MOST_RECEIVED = 1_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final AzureClients clients;
    private final MessageSender sender;

    public ServiceBusRejectedQueue(AzureClients clients) {
        this.clients = clients;
        sender = new MessageSender(clients, QueueNames.REJECTED);
    }

    @Override
    public void put(RejectedMessage rejected) {
        byte[] body = rejected.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > MAX_BODY_BYTES) {
            body = Arrays.copyOf(body, MAX_BODY_BYTES);
        }
        ServiceBusMessage message = new ServiceBusMessage(BinaryData.fromBytes(body))
                .setMessageId(rejected.id())
                .setTimeToLive(MessageSender.TIME_TO_LIVE);
        Map<String, Object> properties = message.getApplicationProperties();
        properties.put("queue", rejected.queue());
        properties.put("reason", cut(rejected.reason()));
        properties.put("rejectedAt", rejected.rejectedAt().toString());
        sender.send(List.of(message), "rejected message " + rejected.id());
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH) + "...";
    }

    @Override
    public List<RejectedMessage> list(int limit) {
        return withReceiver("list", receiver -> {
            List<RejectedMessage> found = new ArrayList<>();
            long from = 0;
            while (found.size() < limit) {
                long next = from;
                int wanted = Math.min(PER_REQUEST, limit - found.size());
                for (ServiceBusReceivedMessage message : receiver.peekMessages(wanted, from)) {
                    found.add(rejected(message));
                    next = message.getSequenceNumber() + 1;
                }
                if (next == from) {
                    break;
                }
                from = next;
            }
            return found;
        });
    }

    /**
     * Looks first, so that asking for what is not there costs the other messages no delivery, and then receives no
     * further than to the place of the message: what the receiver asks for beyond stays locked when it is closed.
     */
    @Override
    public Optional<RejectedMessage> remove(String id) {
        List<String> ids = list(MOST_RECEIVED).stream().map(RejectedMessage::id).toList();
        if (!ids.contains(id)) {
            return Optional.empty();
        }
        return withReceiver("remove id " + id, receiver -> {
            List<ServiceBusReceivedMessage> others = new ArrayList<>();
            try {
                return receive(receiver, id, ids.indexOf(id) + 1, others);
            } finally {
                others.forEach(receiver::abandon);
            }
        });
    }

    private static Optional<RejectedMessage> receive(
            ServiceBusReceiverClient receiver, String id, int most, List<ServiceBusReceivedMessage> others) {
        Optional<RejectedMessage> found = Optional.empty();
        int received = -1;
        while (found.isEmpty() && received != others.size() && others.size() < most) {
            received = others.size();
            int wanted = Math.min(PER_REQUEST, most - received);
            for (ServiceBusReceivedMessage message : receiver.receiveMessages(wanted, LONGEST_WAIT)) {
                if (found.isEmpty() && message.getMessageId().equals(id)) {
                    receiver.complete(message);
                    found = Optional.of(rejected(message));
                } else {
                    others.add(message);
                }
            }
        }
        return found;
    }

    private <T> T withReceiver(String what, Function<ServiceBusReceiverClient, T> use) {
        try (ServiceBusReceiverClient receiver = clients.receiver(QueueNames.REJECTED)) {
            return use.apply(receiver);
        } catch (RuntimeException e) {
            throw ServiceBusFaults.of(what + " in queue " + QueueNames.REJECTED, e);
        }
    }

    /** Messages that a person put into the queue bear no properties. */
    private static RejectedMessage rejected(ServiceBusReceivedMessage message) {
        Map<String, Object> properties = message.getApplicationProperties();
        Instant at = Optional.ofNullable(properties.get("rejectedAt"))
                .map(text -> Instant.parse(text.toString()))
                .orElseGet(() -> message.getEnqueuedTime().toInstant());
        return new RejectedMessage(
                message.getMessageId(),
                String.valueOf(properties.getOrDefault("queue", "unknown")),
                message.getBody().toString(),
                String.valueOf(properties.getOrDefault("reason", "unknown")),
                at);
    }
}
