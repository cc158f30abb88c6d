package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link on which a client sends requests; each is answered on the reply link that its reply-to names. */
final class RequestLink extends IncomingLink {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLink.class);

    private final RequestHandler handler;
    private final Function<String, Optional<ReplyLink>> replyLinks;

    /** @param replyLinks finds the reply link of this node by its reply-to address */
    RequestLink(Receiver receiver, RequestHandler handler, Function<String, Optional<ReplyLink>> replyLinks) {
        super(receiver);
        this.handler = handler;
        this.replyLinks = replyLinks;
    }

    @Override
    DeliveryState onTransfer(byte[] transfer, Delivery delivery) {
        Message request = MessageCodec.decodeMessage(transfer);
        boolean inTransaction = delivery.getRemoteState() instanceof TransactionalState;
        Message reply = reply(request, inTransaction);
        replyLinks
                .apply(request.getReplyTo())
                .ifPresentOrElse(
                        link -> link.reply(reply),
                        () -> LOG.warn(
                                "A request cannot be answered: its client has no link for the reply-to {}; message id {}",
                                request.getReplyTo(),
                                request.getMessageId()));
        return Accepted.getInstance();
    }

    private Message reply(Message request, boolean inTransaction) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> body = Map.of();
        try {
            if (inTransaction) {
                throw ServiceBusFault.unsupported("Management operations are not supported in transactions.");
            }
            RequestHandler.Answer answer = handler.handle(request);
            body = answer.body();
            properties.put(handler.statusNames().code(), answer.status());
            properties.put(handler.statusNames().description(), answer.description());
        } catch (ServiceBusFault e) {
            describe(e, properties);
        } catch (RuntimeException e) {
            LOG.warn("Cannot handle a request; message id {}", request.getMessageId(), e);
            describe(ServiceBusFault.internal(), properties);
        }
        Message reply = Message.Factory.create();
        reply.setCorrelationId(request.getMessageId());
        reply.setApplicationProperties(new ApplicationProperties(properties));
        reply.setBody(new AmqpValue(body));
        return reply;
    }

    private void describe(ServiceBusFault fault, Map<String, Object> properties) {
        StatusNames names = handler.statusNames();
        properties.put(names.code(), fault.status());
        properties.put(names.description(), fault.getMessage());
        properties.put(names.condition(), Symbol.valueOf(fault.condition()));
    }
}
