package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.Timers.Timer;
import dev.fides.local.servicebus.config.TopicConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A topic: each of its subscriptions gets a copy of every message. */
final class Topic implements Destination {
    private final String name;
    private final List<Queue> subscriptions;
    private final Timers timers;
    private final DuplicateHistory history;
    private final Map<Long, Timer> scheduled = new HashMap<>();
    private long lastSequenceNumber;

    Topic(TopicConfig config, List<Queue> subscriptions, Timers timers) {
        this.name = config.name();
        this.subscriptions = List.copyOf(subscriptions);
        this.timers = timers;
        this.history = new DuplicateHistory(config.duplicateWindow());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void check(MessageContent message) {
        subscriptions.forEach(subscription -> subscription.check(message));
    }

    @Override
    public long accept(MessageContent message) {
        long now = timers.now();
        if (history.isDouble(message, now)) {
            return 0;
        }
        long sequenceNumber = ++lastSequenceNumber;
        long due = message.scheduledFor().orElse(now);
        if (due <= now) {
            publish(message);
        } else {
            scheduled.put(sequenceNumber, timers.at(due, () -> {
                scheduled.remove(sequenceNumber);
                publish(message);
            }));
        }
        return sequenceNumber;
    }

    @Override
    public void cancelScheduled(long sequenceNumber) {
        Timer timer = scheduled.remove(sequenceNumber);
        if (timer == null) {
            throw ServiceBusFault.noMessage(sequenceNumber);
        }
        timers.cancel(timer);
    }

    private void publish(MessageContent message) {
        subscriptions.forEach(subscription -> subscription.accept(message));
    }
}
