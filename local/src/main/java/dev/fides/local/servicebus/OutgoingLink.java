package dev.fides.local.servicebus;

import java.util.UUID;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;

/** A link on which the broker sends. */
abstract class OutgoingLink implements LinkHandler {
    private final AmqpConnection connection;
    private final Sender sender;

    OutgoingLink(AmqpConnection connection, Sender sender) {
        this.connection = connection;
        this.sender = sender;
    }

    AmqpConnection connection() {
        return connection;
    }

    Sender sender() {
        return sender;
    }

    /** Accepts the link. */
    void open() {
        sender.setContext(this);
        sender.open();
        connection.hasOutput();
    }

    boolean hasCredit() {
        return sender.getCredit() > 0
                && sender.getLocalState() == EndpointState.ACTIVE
                && sender.getRemoteState() == EndpointState.ACTIVE;
    }

    void send(byte[] message, UUID tag, boolean settled) {
        Delivery delivery = sender.delivery(Amqp.guidBytes(tag));
        delivery.setContext(tag);
        sender.send(message, 0, message.length);
        if (settled) {
            delivery.settle();
        }
        sender.advance();
        connection.hasOutput();
    }
}
