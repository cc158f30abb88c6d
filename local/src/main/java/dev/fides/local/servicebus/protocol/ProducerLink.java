package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.Destination;
import dev.fides.local.servicebus.broker.MessageContent;
import dev.fides.local.servicebus.broker.ServiceBusFault;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** A link on which the client sends messages to a queue or topic. */
final class ProducerLink extends IncomingLink {
    private final Destination destination;
    private final MessageCodec codec;
    private final Transactions transactions;

    ProducerLink(Receiver receiver, Destination destination, MessageCodec codec, Transactions transactions) {
        super(receiver);
        this.destination = destination;
        this.codec = codec;
        this.transactions = transactions;
    }

    @Override
    DeliveryState onTransfer(byte[] transfer, Delivery delivery) {
        if (transfer.length > Amqp.MAX_MESSAGE_SIZE) {
            throw ServiceBusFault.tooLarge(transfer.length, Amqp.MAX_MESSAGE_SIZE);
        }
        List<MessageContent> messages = codec.decodeTransfer(transfer, delivery.getMessageFormat());
        messages.forEach(destination::check);
        if (delivery.getRemoteState() instanceof TransactionalState transactional) {
            transactions.add(transactional.getTxnId(), () -> true, () -> messages.forEach(destination::accept));
            return Transactions.provisional(transactional.getTxnId(), Accepted.getInstance());
        }
        messages.forEach(destination::accept);
        return Accepted.getInstance();
    }
}
