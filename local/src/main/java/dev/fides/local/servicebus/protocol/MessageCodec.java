package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.MessageContent;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.apache.qpid.proton.message.Message;

/** Translates between AMQP bytes and messages. Used on the broker's thread only. */
public final class MessageCodec {
    private final DecoderImpl decoder = new DecoderImpl();
    private final EncoderImpl encoder = new EncoderImpl(decoder);
    private ByteBuffer scratch = ByteBuffer.allocate(16 * 1024);

    public MessageCodec() {
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    }

    /** The messages of one transfer: one, or those of a batch. */
    List<MessageContent> decodeTransfer(byte[] transfer, int messageFormat) {
        if (messageFormat != Amqp.BATCH_FORMAT) {
            return List.of(decode(transfer));
        }
        List<MessageContent> messages = new ArrayList<>();
        for (byte[] part : parts(transfer)) {
            messages.add(decode(part));
        }
        return messages;
    }

    private List<byte[]> parts(byte[] batch) {
        List<byte[]> parts = new ArrayList<>();
        decoder.setByteBuffer(ByteBuffer.wrap(batch));
        while (decoder.getByteBufferRemaining() > 0) {
            if (decoder.readObject() instanceof Data part) {
                parts.add(Amqp.bytes(part.getValue()));
            }
        }
        return parts;
    }

    /**
     * One message. Without an id it gets one, as in the service: the client for JavaScript settles no message without.
     */
    public MessageContent decode(byte[] message) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        decoder.setByteBuffer(buffer);
        Header header = new Header();
        Map<Symbol, Object> annotations = new LinkedHashMap<>();
        Properties properties = new Properties();
        int bareFrom = 0;
        int propertiesEnd = 0;
        boolean inBare = false;
        while (buffer.hasRemaining() && !inBare) {
            Object section = decoder.readObject();
            if (section instanceof Header found) {
                header = found;
            } else if (section instanceof MessageAnnotations found) {
                annotations.putAll(found.getValue());
            } else if (section instanceof Properties found) {
                properties = found;
                inBare = true;
            } else {
                inBare = !(section instanceof DeliveryAnnotations);
            }
            bareFrom = inBare ? bareFrom : buffer.position();
            propertiesEnd = section instanceof Properties ? buffer.position() : bareFrom;
        }
        Binary bare = new Binary(message, bareFrom, message.length - bareFrom);
        if (properties.getMessageId() == null) {
            properties.setMessageId(UUID.randomUUID().toString().replace("-", ""));
            Binary rest = new Binary(message, propertiesEnd, message.length - propertiesEnd);
            bare = new Binary(write(rest, properties));
        }
        return new AmqpMessage(
                this,
                header,
                Collections.unmodifiableMap(annotations),
                bare,
                properties.getMessageId().toString(),
                Optional.ofNullable(properties.getGroupId()));
    }

    /** The bytes of some sections, followed by what is encoded already. */
    byte[] write(Binary rest, Object... sections) {
        int length = encodeIntoScratch(sections);
        return ByteBuffer.allocate(length + rest.getLength())
                .put(scratch.array(), 0, length)
                .put(rest.getArray(), rest.getArrayOffset(), rest.getLength())
                .array();
    }

    private int encodeIntoScratch(Object[] sections) {
        while (true) {
            try {
                scratch.clear();
                encoder.setByteBuffer(scratch);
                for (Object section : sections) {
                    encoder.writeObject(section);
                }
                return scratch.position();
            } catch (BufferOverflowException e) {
                scratch = ByteBuffer.allocate(scratch.capacity() * 2);
            }
        }
    }

    static Message decodeMessage(byte[] bytes) {
        Message message = Message.Factory.create();
        message.decode(bytes, 0, bytes.length);
        return message;
    }

    static byte[] encodeMessage(Message message) {
        int size = 4096;
        while (true) {
            try {
                byte[] buffer = new byte[size];
                return Arrays.copyOf(buffer, message.encode(buffer, 0, size));
            } catch (BufferOverflowException e) {
                size *= 4;
            }
        }
    }
}
