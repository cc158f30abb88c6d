package dev.fides.local.servicebus.protocol;

import java.util.UUID;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;

/** A link on which the broker sends. */
abstract class OutgoingLink implements LinkHandler {
    private final Output output;
    private final Sender sender;

    OutgoingLink(Output output, Sender sender) {
        this.output = output;
        this.sender = sender;
    }

    Output output() {
        return output;
    }

    Sender sender() {
        return sender;
    }

    /** Accepts the link. */
    void open() {
        sender.setContext(this);
        sender.open();
        output.isReady();
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
        output.isReady();
    }
}
