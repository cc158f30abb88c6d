package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.transaction.Declare;
import org.apache.qpid.proton.amqp.transaction.Declared;
import org.apache.qpid.proton.amqp.transaction.Discharge;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** The link on which the client begins and ends transactions. */
final class TransactionLink extends IncomingLink {
    private final Transactions transactions;

    TransactionLink(Receiver receiver, Transactions transactions) {
        super(receiver);
        this.transactions = transactions;
    }

    @Override
    DeliveryState onTransfer(byte[] transfer, Delivery delivery) {
        Object command =
                MessageCodec.decodeMessage(transfer).getBody() instanceof AmqpValue body ? body.getValue() : null;
        if (command instanceof Declare) {
            Declared declared = new Declared();
            declared.setTxnId(transactions.declare());
            return declared;
        }
        if (command instanceof Discharge discharge) {
            if (Boolean.TRUE.equals(discharge.getFail())) {
                transactions.rollBack(discharge.getTxnId());
            } else {
                transactions.commit(discharge.getTxnId());
            }
            return Accepted.getInstance();
        }
        throw ServiceBusFault.invalid("A transaction is either declared or discharged.");
    }
}
