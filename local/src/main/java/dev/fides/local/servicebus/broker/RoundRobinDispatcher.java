package dev.fides.local.servicebus.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;

/** Gives messages in their order to the receivers that asked for some, each in turn. */
public final class RoundRobinDispatcher implements Dispatcher {
    private final TreeMap<Long, StoredMessage> ready = new TreeMap<>();
    private final Deque<MessageConsumer> consumers = new ArrayDeque<>();
    private final Handover handover;

    RoundRobinDispatcher(Handover handover) {
        this.handover = handover;
    }

    public void join(MessageConsumer consumer) {
        consumers.add(consumer);
    }

    public void leave(MessageConsumer consumer) {
        consumers.remove(consumer);
    }

    @Override
    public void place(StoredMessage message) {
        ready.put(message.sequenceNumber(), message);
    }

    @Override
    public void withdraw(StoredMessage message) {
        ready.remove(message.sequenceNumber());
    }

    @Override
    public void deliver(StoredMessage message) {
        deliver();
    }

    public void deliver() {
        int passedOver = 0;
        while (!ready.isEmpty() && passedOver < consumers.size()) {
            MessageConsumer next = consumers.removeFirst();
            consumers.addLast(next);
            if (next.canTake()) {
                passedOver = 0;
                handover.handOver(ready.pollFirstEntry().getValue(), next, Optional.empty());
            } else {
                passedOver++;
            }
        }
    }
}
