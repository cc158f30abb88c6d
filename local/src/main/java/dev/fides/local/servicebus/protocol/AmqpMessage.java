package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.MessageContent;
import dev.fides.local.servicebus.broker.StoredMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;

/**
 * A message as AMQP sections.
 *
 * @param codec writes it to a receiver
 * @param header its header section, possibly empty of values
 * @param annotations its message annotations
 * @param bare its properties, application properties, body and footer, encoded exactly as they were sent
 */
record AmqpMessage(
        MessageCodec codec,
        Header header,
        Map<Symbol, Object> annotations,
        Binary bare,
        String messageId,
        Optional<String> sessionId)
        implements MessageContent {

    @Override
    public Optional<Long> timeToLive() {
        return Optional.ofNullable(header.getTtl()).map(Number::longValue).filter(ttl -> ttl > 0);
    }

    @Override
    public Optional<Long> scheduledFor() {
        return Amqp.epochMillis(annotations.get(Amqp.SCHEDULED_ENQUEUE_TIME));
    }

    @Override
    public MessageContent withProperties(Map<String, Object> added) {
        if (added.isEmpty()) {
            return this;
        }
        Message message = MessageCodec.decodeMessage(Amqp.bytes(bare));
        Map<String, Object> properties = new LinkedHashMap<>();
        if (message.getApplicationProperties() != null) {
            properties.putAll(message.getApplicationProperties().getValue());
        }
        properties.putAll(added);
        message.setApplicationProperties(new ApplicationProperties(properties));
        Binary changed = new Binary(MessageCodec.encodeMessage(message));
        return new AmqpMessage(codec, header, annotations, changed, messageId, sessionId);
    }

    @Override
    public MessageContent movedFrom(String source, long sequenceNumber) {
        Map<Symbol, Object> changed = new LinkedHashMap<>(annotations);
        changed.remove(Amqp.SCHEDULED_ENQUEUE_TIME);
        changed.put(Amqp.ENQUEUE_SEQUENCE_NUMBER, sequenceNumber);
        changed.put(Amqp.DEAD_LETTER_SOURCE, source);
        return new AmqpMessage(codec, header, changed, bare, messageId, sessionId);
    }

    /** With a header section in any case: the SDK needs one in every message. */
    @Override
    public byte[] encoded(StoredMessage stored) {
        Header counted = new Header(header);
        counted.setDeliveryCount(UnsignedInteger.valueOf(stored.failedDeliveries()));
        return codec.write(bare, counted, new MessageAnnotations(annotations(stored)));
    }

    private Map<Symbol, Object> annotations(StoredMessage stored) {
        Map<Symbol, Object> all = new LinkedHashMap<>(annotations);
        all.put(Amqp.SEQUENCE_NUMBER, stored.sequenceNumber());
        all.putIfAbsent(Amqp.ENQUEUE_SEQUENCE_NUMBER, stored.sequenceNumber());
        all.put(Amqp.ENQUEUED_TIME, Amqp.timestamp(stored.enqueuedAt()));
        all.put(Amqp.MESSAGE_STATE, stored.state().number());
        stored.lockedUntil().ifPresent(until -> all.put(Amqp.LOCKED_UNTIL, Amqp.timestamp(until)));
        return all;
    }
}
