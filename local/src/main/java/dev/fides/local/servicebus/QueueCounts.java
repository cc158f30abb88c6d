package dev.fides.local.servicebus;

/**
 * How many messages a queue or subscription holds at one moment; a message is counted in exactly one of these.
 *
 * @param name the queue's name; of a subscription {@code topic/Subscriptions/name}
 * @param active ready to be received
 * @param locked held by a receiver
 * @param scheduled to become active later
 * @param deferred set aside, and not held by a receiver
 * @param deadLettered active or locked in the dead-letter queue
 */
public record QueueCounts(String name, int active, int locked, int scheduled, int deferred, int deadLettered) {

    /** All messages but the dead-lettered ones. */
    public int total() {
        return active + locked + scheduled + deferred;
    }
}
