package dev.fides.local.servicebus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Header;

/**
 * A message as its sender wrote it.
 *
 * @param header its header section, possibly empty of values
 * @param annotations its message annotations
 * @param bare its properties, application properties, body and footer, encoded exactly as they were sent
 * @param messageId its id; the broker gives one to a message that comes without
 * @param sessionId the session that it belongs to
 */
record MessageContent(
        Header header, Map<Symbol, Object> annotations, Binary bare, String messageId, Optional<String> sessionId) {

    /** The time to live its sender asked for, in milliseconds. */
    Optional<Long> timeToLive() {
        return Optional.ofNullable(header.getTtl()).map(Number::longValue).filter(ttl -> ttl > 0);
    }

    /** The moment before which it is not to be received, in milliseconds since the epoch. */
    Optional<Long> scheduledFor() {
        return Amqp.epochMillis(annotations.get(Amqp.SCHEDULED_ENQUEUE_TIME));
    }

    MessageContent withBare(Binary changed) {
        return new MessageContent(header, annotations, changed, messageId, sessionId);
    }

    /** Marks it as dead-lettered or forwarded from elsewhere: with its origin, and no longer scheduled. */
    MessageContent movedFrom(String source, long sequenceNumber) {
        Map<Symbol, Object> changed = new LinkedHashMap<>(annotations);
        changed.remove(Amqp.SCHEDULED_ENQUEUE_TIME);
        changed.put(Amqp.ENQUEUE_SEQUENCE_NUMBER, sequenceNumber);
        changed.put(Amqp.DEAD_LETTER_SOURCE, source);
        return new MessageContent(header, changed, bare, messageId, sessionId);
    }
}
