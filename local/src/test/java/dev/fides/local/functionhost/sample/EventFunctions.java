package dev.fides.local.functionhost.sample;

import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;

/** Functions of the sample that a clock, a queue or an event runs. */
public final class EventFunctions {
    private final Journal journal;

    public EventFunctions(Journal journal) {
        this.journal = journal;
    }

    public void tick(@TimerTrigger(name = "timer", schedule = "%TICK%") String timer) {
        journal.add("tick " + timer);
    }

    public void event(@EventGridTrigger(name = "event") String event, @BindingName("data") String data) {
        if (data.contains("bad")) {
            throw new IllegalStateException("a bad event");
        }
        journal.add("event " + data + " " + event.replaceAll("\\s", ""));
    }

    public void plain(
            @ServiceBusQueueTrigger(name = "message", queueName = "plain", connection = "ServiceBus") String message,
            @BindingName("MessageId") String id,
            @BindingName("DeliveryCount") int deliveryCount,
            @BindingName("EnqueuedTimeUtc") String enqueued,
            @BindingName("UserProperties") String properties) {
        journal.add("plain %s %s %d %s %s".formatted(message, id, deliveryCount, enqueued, properties));
        if (message.equals("fail twice") && deliveryCount < 3) {
            throw new IllegalStateException("as asked");
        }
    }

    public void lane(
            @ServiceBusQueueTrigger(
                            name = "message",
                            queueName = "lanes",
                            connection = "ServiceBus",
                            isSessionsEnabled = true)
                    byte[] message,
            @BindingName("SessionId") String session,
            @BindingName("SequenceNumber") long sequenceNumber) {
        journal.add("lane %s %s %b"
                .formatted(session, new String(message, java.nio.charset.StandardCharsets.UTF_8), sequenceNumber > 0));
    }
}
