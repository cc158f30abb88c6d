package dev.fides.azure;

import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.OutgoingBatch;
import dev.fides.queue.QueueNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Change batches in two queues with sessions, one for each lane of a sync: {@code {sync}/{lane}}. */
public final class ServiceBusChangeQueue implements ChangeQueue {

    private final ChangeBatchCodec codec = new ChangeBatchCodec();
    private final Map<Priority, MessageSender> senders = new EnumMap<>(Priority.class);

    public ServiceBusChangeQueue(AzureClients clients) {
        senders.put(Priority.NORMAL, new MessageSender(clients, QueueNames.CHANGES));
        senders.put(Priority.HIGH, new MessageSender(clients, QueueNames.CHANGES_PRIORITY));
    }

    @Override
    public void send(List<OutgoingBatch> batches) {
        Map<Priority, List<ServiceBusMessage>> messages = new EnumMap<>(Priority.class);
        for (OutgoingBatch outgoing : batches) {
            messages.computeIfAbsent(outgoing.priority(), p -> new ArrayList<>())
                    .add(message(outgoing));
        }
        if (!batches.isEmpty()) {
            ChangeBatch first = batches.get(0).batch();
            String what = batches.size() + " change batches from sync " + first.sync() + ", lane " + first.lane();
            messages.forEach((priority, list) -> senders.get(priority).send(list, what));
        }
    }

    private ServiceBusMessage message(OutgoingBatch outgoing) {
        ChangeBatch batch = outgoing.batch();
        byte[] body = codec.encode(batch);
        if (body.length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a change batch has at most " + MAX_MESSAGE_BYTES
                    + " bytes, this one has " + body.length + ": sync " + batch.sync() + ", lane " + batch.lane());
        }
        ServiceBusMessage message =
                MessageSender.json(body, outgoing.notBefore()).setSessionId(sessionId(batch.sync(), batch.lane()));
        describe(message.getApplicationProperties(), batch);
        return message;
    }

    /** The session in which the batches of a lane travel. */
    public static String sessionId(String sync, int lane) {
        return sync + "/" + lane;
    }

    /** For people who look at the queue; nothing reads it. */
    private static void describe(Map<String, Object> properties, ChangeBatch batch) {
        long upserts =
                batch.changes().stream().filter(Change.Upsert.class::isInstance).count();
        properties.put("sync", batch.sync());
        batch.ledger().ifPresent(ledger -> properties.put("run", ledger.runId()));
        properties.put("upserts", upserts);
        properties.put("refreshes", batch.changes().size() - upserts);
        properties.put("postponed", batch.postponed());
    }
}
