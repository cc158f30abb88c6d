package dev.fides.local.servicebus.broker;

import java.util.Map;
import java.util.Optional;

/** A message as its sender wrote it, in the form of the protocol that carries it, of which the broker reads no byte. */
public interface MessageContent {

    /** Its id; the protocol gives one to a message that comes without. */
    String messageId();

    /** The session that it belongs to. */
    Optional<String> sessionId();

    /** The time to live its sender asked for, in milliseconds. */
    Optional<Long> timeToLive();

    /** The moment before which it is not to be received, in milliseconds since the epoch. */
    Optional<Long> scheduledFor();

    /** The same message with more application properties, whose values are of the protocol's types. */
    MessageContent withProperties(Map<String, Object> added);

    /** The same message, marked as dead-lettered or forwarded from elsewhere: with its origin, and no longer scheduled. */
    MessageContent movedFrom(String source, long sequenceNumber);

    /** The bytes in which a receiver gets it: what was sent, and what has become of it in its queue. */
    byte[] encoded(StoredMessage stored);
}
