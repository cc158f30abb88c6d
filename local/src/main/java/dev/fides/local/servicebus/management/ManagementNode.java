package dev.fides.local.servicebus.management;

import static java.util.stream.Collectors.toMap;

import dev.fides.local.servicebus.broker.Destination;
import dev.fides.local.servicebus.broker.MessageContent;
import dev.fides.local.servicebus.broker.Queue;
import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.SessionState;
import dev.fides.local.servicebus.broker.Settlement;
import dev.fides.local.servicebus.broker.StoredMessage;
import dev.fides.local.servicebus.protocol.Amqp;
import dev.fides.local.servicebus.protocol.MessageCodec;
import dev.fides.local.servicebus.protocol.RequestHandler;
import dev.fides.local.servicebus.protocol.StatusNames;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;

/** The node {@code entity/$management} of a queue, subscription, dead-letter queue or topic. */
final class ManagementNode implements RequestHandler {
    private final Map<String, Function<ManagementRequest, Answer>> operations;
    private final MessageCodec codec;

    private ManagementNode(Map<String, Function<ManagementRequest, Answer>> operations, MessageCodec codec) {
        this.operations = operations;
        this.codec = codec;
    }

    /** The node of something that can be sent to. */
    static ManagementNode ofDestination(Destination destination, MessageCodec codec) {
        ManagementNode node = new ManagementNode(new HashMap<>(), codec);
        node.addSending(destination);
        return node;
    }

    /** The node of a queue, whether it can be sent to or not. */
    static ManagementNode ofQueue(Queue queue, MessageCodec codec) {
        ManagementNode node = ofDestination(queue, codec);
        node.addReceiving(queue);
        node.addSessions(queue);
        return node;
    }

    private void addSending(Destination destination) {
        operations.put("schedule-message", request -> schedule(destination, request));
        operations.put("cancel-scheduled-message", request -> {
            request.sequenceNumbers().forEach(destination::cancelScheduled);
            return Answer.ok(Map.of());
        });
    }

    private void addReceiving(Queue queue) {
        operations.put("peek-message", request -> peek(queue, request));
        operations.put("receive-by-sequence-number", request -> receiveDeferred(queue, request));
        operations.put("update-disposition", request -> settle(queue, request));
        operations.put("renew-lock", request -> {
            Date[] expirations = request.lockTokens().stream()
                    .map(token -> Amqp.timestamp(queue.renewLock(token)))
                    .toArray(Date[]::new);
            return Answer.ok(Map.of("expirations", expirations));
        });
    }

    private void addSessions(Queue queue) {
        operations.put("renew-session-lock", request -> {
            SessionState renewed = queue.sessions().renew(request.requiredSessionId());
            return Answer.ok(Map.of("expiration", Amqp.timestamp(renewed.lockedUntil())));
        });
        operations.put("set-session-state", request -> {
            Optional<byte[]> state =
                    request.value("session-state", Binary.class).map(Amqp::bytes);
            queue.sessions().userState(request.requiredSessionId(), state);
            return Answer.ok(Map.of());
        });
        operations.put("get-session-state", request -> {
            Map<String, Object> body = new HashMap<>();
            body.put(
                    "session-state",
                    queue.sessions()
                            .userState(request.requiredSessionId())
                            .map(Binary::new)
                            .orElse(null));
            return Answer.ok(body);
        });
    }

    @Override
    public StatusNames statusNames() {
        return StatusNames.MANAGEMENT;
    }

    @Override
    public Answer handle(Message message) {
        Object operation = message.getApplicationProperties().getValue().get("operation");
        String name = String.valueOf(operation).replaceFirst("^com\\.microsoft:", "");
        Function<ManagementRequest, Answer> handler = operations.get(name);
        if (handler == null) {
            throw ServiceBusFault.unsupported("The operation " + operation + " is not supported here.");
        }
        Object body = message.getBody() instanceof AmqpValue value ? value.getValue() : null;
        return handler.apply(new ManagementRequest(body instanceof Map<?, ?> map ? map : Map.of()));
    }

    private Answer schedule(Destination destination, ManagementRequest request) {
        List<MessageContent> messages = new ArrayList<>();
        for (Map<?, ?> entry : request.maps("messages")) {
            if (!(entry.get("message") instanceof Binary encoded)) {
                throw ServiceBusFault.invalid("A message to schedule is missing.");
            }
            messages.add(codec.decode(Amqp.bytes(encoded)));
        }
        messages.forEach(destination::check);
        Long[] sequenceNumbers = messages.stream().map(destination::accept).toArray(Long[]::new);
        return Answer.ok(Map.of("sequence-numbers", sequenceNumbers));
    }

    private Answer peek(Queue queue, ManagementRequest request) {
        List<Map<String, Object>> found = queue
                .peek(
                        request.number("from-sequence-number"),
                        (int) request.number("message-count"),
                        request.sessionId())
                .stream()
                .map(message -> encoded(message, Map.of()))
                .toList();
        return found.isEmpty() ? Answer.noContent() : Answer.ok(Map.of("messages", found));
    }

    private Answer receiveDeferred(Queue queue, ManagementRequest request) {
        boolean removes = request.number("receiver-settle-mode") == 0;
        List<Map<String, Object>> received = new ArrayList<>();
        for (long sequenceNumber : request.sequenceNumbers()) {
            StoredMessage message = queue.receiveDeferred(sequenceNumber, removes, request.sessionId());
            UUID token = message.lockToken().orElseGet(UUID::randomUUID);
            received.add(encoded(message, Map.of("lock-token", token)));
        }
        return Answer.ok(Map.of("messages", received));
    }

    private Map<String, Object> encoded(StoredMessage message, Map<String, Object> more) {
        Map<String, Object> entry =
                Map.of("message", new Binary(message.content().encoded(message)));
        return Stream.of(entry, more)
                .flatMap(map -> map.entrySet().stream())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Answer settle(Queue queue, ManagementRequest request) {
        Settlement settlement = request.settlement();
        for (UUID token : request.lockTokens()) {
            if (!queue.settle(token, settlement)) {
                throw ServiceBusFault.messageLockLost();
            }
        }
        return Answer.ok(Map.of());
    }
}
