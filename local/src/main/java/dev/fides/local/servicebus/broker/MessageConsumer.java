package dev.fides.local.servicebus.broker;

import java.util.UUID;

/** One receiver of a queue, as the queue sees it. */
public interface MessageConsumer {

    /** Whether it has asked for another message. */
    boolean canTake();

    /** Whether a message is done once it was sent, without lock and settlement. */
    boolean deletesOnReceipt();

    /** Sends it a message; the token names the lock that was put on the message, if any. */
    void take(StoredMessage message, UUID lockToken);
}
