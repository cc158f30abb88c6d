package dev.fides.local.servicebus.broker;

/** What messages can be sent to. */
public sealed interface Destination permits Queue, Topic {

    String name();

    /**
     * Checks that a message may be sent here.
     *
     * @throws ServiceBusFault when a session id is missing
     */
    void check(MessageContent message);

    /** Takes a checked message; returns its sequence number, or 0 for a double, which is dropped silently. */
    long accept(MessageContent message);

    /**
     * Takes a scheduled message back.
     *
     * @throws ServiceBusFault when no such message is scheduled
     */
    void cancelScheduled(long sequenceNumber);
}
