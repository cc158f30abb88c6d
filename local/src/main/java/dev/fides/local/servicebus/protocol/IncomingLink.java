package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link on which the client sends: keeps it in credit, reads whole transfers, and answers each with an outcome. */
abstract class IncomingLink implements LinkHandler {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingLink.class);
    private static final int CREDIT = 1000;

    private final Receiver receiver;

    IncomingLink(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Accepts the link. */
    void open() {
        receiver.setContext(this);
        // The SDK takes its largest batch from this.
        receiver.setMaxMessageSize(UnsignedLong.valueOf(Amqp.MAX_MESSAGE_SIZE));
        receiver.open();
        receiver.flow(CREDIT);
    }

    /**
     * Handles one transfer.
     *
     * @throws ServiceBusFault to reject it
     */
    abstract DeliveryState onTransfer(byte[] transfer, Delivery delivery);

    @Override
    public void onDelivery(Delivery delivery) {
        if (delivery.isPartial() || !delivery.isReadable()) {
            return;
        }
        byte[] transfer = new byte[delivery.pending()];
        receiver.recv(transfer, 0, transfer.length);
        receiver.advance();
        DeliveryState outcome = outcomeOf(transfer, delivery);
        if (!delivery.remotelySettled()) {
            delivery.disposition(outcome);
        }
        delivery.settle();
        if (receiver.getCredit() < CREDIT / 2) {
            receiver.flow(CREDIT - receiver.getCredit());
        }
    }

    private DeliveryState outcomeOf(byte[] transfer, Delivery delivery) {
        try {
            return onTransfer(transfer, delivery);
        } catch (ServiceBusFault e) {
            return Outcomes.rejected(e);
        } catch (RuntimeException e) {
            LOG.warn("Cannot handle a transfer; link {}", receiver.getName(), e);
            return Outcomes.rejected(ServiceBusFault.internal());
        }
    }
}
