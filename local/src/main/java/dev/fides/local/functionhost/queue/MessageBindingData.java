package dev.fides.local.functionhost.queue;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fides.local.functionhost.app.BindingData;
import dev.fides.local.functionhost.app.BoundValue;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What {@code @BindingName} can name of a message, with the names and forms of the Azure Service Bus extension 5: texts
 * are plain, everything else is JSON, and what a message does not have is absent. The old names that end in
 * {@code Utc} carry times without an offset. A body that is a JSON object adds its members, which replace what has the
 * same name in any case: so the Azure host does, and an app must not send such members.
 */
final class MessageBindingData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
            .toFormatter();

    /** What .NET gives for a time that nobody has set. */
    private static final OffsetDateTime NEVER = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final BindingData values = new BindingData();

    private MessageBindingData() {}

    static Map<String, BoundValue> of(ServiceBusReceivedMessage message) {
        MessageBindingData metadata = new MessageBindingData();
        metadata.text("MessageId", message.getMessageId());
        metadata.text("SessionId", message.getSessionId());
        metadata.text("CorrelationId", message.getCorrelationId());
        metadata.text("ContentType", message.getContentType());
        metadata.text("ReplyTo", message.getReplyTo());
        metadata.text("ReplyToSessionId", message.getReplyToSessionId());
        metadata.text("To", message.getTo());
        metadata.text("Subject", message.getSubject());
        metadata.text("Label", message.getSubject());
        metadata.text("PartitionKey", message.getPartitionKey());
        metadata.text("DeadLetterSource", message.getDeadLetterSource());
        metadata.text("LockToken", message.getLockToken());
        // The Java SDK counts earlier deliveries; the .NET SDK, which the Azure host uses, counts this one too.
        metadata.json("DeliveryCount", message.getDeliveryCount() + 1);
        metadata.json("SequenceNumber", message.getSequenceNumber());
        metadata.time("EnqueuedTime", message.getEnqueuedTime());
        metadata.time("ExpiresAt", message.getExpiresAt());
        metadata.properties(message.getApplicationProperties());
        metadata.values.putMembersOf(new String(message.getBody().toBytes(), StandardCharsets.UTF_8));
        return metadata.values.byExactName();
    }

    /** What a run without a message gets, when an operator asks for one. */
    static Map<String, BoundValue> ofManualRun(String body) {
        MessageBindingData metadata = new MessageBindingData();
        metadata.text("MessageId", UUID.randomUUID().toString());
        metadata.text("LockToken", new UUID(0, 0).toString());
        metadata.json("DeliveryCount", 1);
        metadata.json("SequenceNumber", -1);
        metadata.time("EnqueuedTime", NEVER);
        metadata.properties(Map.of());
        metadata.values.putMembersOf(body);
        return metadata.values.byExactName();
    }

    private void text(String name, String value) {
        if (value != null) {
            values.put(name, new BoundValue.Text(value));
        }
    }

    private void json(String name, Object value) {
        try {
            values.put(name, new BoundValue.Json(JSON.writeValueAsString(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("message property %s has no JSON form".formatted(name), e);
        }
    }

    private void time(String name, OffsetDateTime time) {
        if (time != null) {
            LocalDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            json(name, LOCAL.format(utc) + "+00:00");
            json(name + "Utc", LOCAL.format(utc));
        }
    }

    private void properties(Map<String, Object> properties) {
        Map<String, Object> printable = new HashMap<>();
        properties.forEach((name, value) -> printable.put(
                name, value instanceof Number || value instanceof Boolean || value == null ? value : value.toString()));
        json("ApplicationProperties", printable);
        json("UserProperties", printable);
    }
}
