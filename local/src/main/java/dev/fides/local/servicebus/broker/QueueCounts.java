package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.StoredMessage.State;
import java.util.Optional;

/**
 * How many messages a queue or subscription holds at one moment; a message is counted in exactly one of these.
 *
 * @param name the queue's name; of a subscription {@code topic/Subscriptions/name}
 * @param active ready to be received
 * @param locked held by a receiver
 * @param scheduled to become active later
 * @param deferred set aside, and not held by a receiver
 * @param deadLettered active or locked in the dead-letter queue
 * @param failedDeliveries of all messages that it ever held: how often the delivery count of one was raised
 */
public record QueueCounts(
        String name, int active, int locked, int scheduled, int deferred, int deadLettered, long failedDeliveries) {

    static QueueCounts of(String name, MessageStore store, MessageLocks locks, Optional<MessageStore> deadLetters) {
        int lockedDeferred = locks.countDeferred();
        int locked = locks.count();
        return new QueueCounts(
                name,
                store.count(State.ACTIVE) - (locked - lockedDeferred),
                locked,
                store.count(State.SCHEDULED),
                store.count(State.DEFERRED) - lockedDeferred,
                deadLetters.map(letters -> letters.count(State.ACTIVE)).orElse(0),
                store.failures());
    }

    /** All messages but the dead-lettered ones. */
    public int total() {
        return active + locked + scheduled + deferred;
    }
}
