package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.MessageConsumer;
import dev.fides.local.servicebus.broker.Queue;
import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.Settlement;
import dev.fides.local.servicebus.broker.StoredMessage;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;

/** A link on which the client receives from a queue, and settles what it has received. */
abstract class ConsumerLink extends OutgoingLink implements MessageConsumer {
    private final Queue queue;
    private final Transactions transactions;

    ConsumerLink(Output output, Sender sender, Queue queue, Transactions transactions) {
        super(output, sender);
        this.queue = queue;
        this.transactions = transactions;
    }

    @Override
    public boolean canTake() {
        return hasCredit();
    }

    @Override
    public boolean deletesOnReceipt() {
        return sender().getRemoteSenderSettleMode() == SenderSettleMode.SETTLED;
    }

    @Override
    public void take(StoredMessage message, UUID lockToken) {
        send(message.content().encoded(message), lockToken, deletesOnReceipt());
    }

    /** Sends what the queue has for this link and its credit. */
    abstract void deliver();

    /** What it means that a lock has ended under which a message of this link was held. */
    abstract ServiceBusFault lockLost();

    @Override
    public void onFlow() {
        deliver();
        if (sender().getDrain()) {
            sender().drained();
        }
    }

    @Override
    public void onDelivery(Delivery delivery) {
        DeliveryState state = delivery.getRemoteState();
        if (state == null) {
            if (delivery.remotelySettled()) {
                delivery.settle();
            }
            return;
        }
        try {
            settle((UUID) delivery.getContext(), state);
            delivery.disposition(confirmed(state));
        } catch (ServiceBusFault e) {
            delivery.disposition(Outcomes.rejected(e));
        }
        delivery.settle();
    }

    /**
     * What tells the client that its settlement was carried out: the outcome it sent, because one of another type is a
     * failure to the Java client. An error within it is a failure to the .NET client, which then repeats the settlement
     * until the lock is lost; so the reason of a dead letter is not sent back.
     */
    private static DeliveryState confirmed(DeliveryState sent) {
        if (sent instanceof Rejected) {
            return new Rejected();
        }
        if (sent instanceof TransactionalState transactional && transactional.getOutcome() instanceof Rejected) {
            return Transactions.provisional(transactional.getTxnId(), new Rejected());
        }
        return sent;
    }

    private void settle(UUID token, DeliveryState state) {
        if (state instanceof TransactionalState transactional) {
            Settlement settlement = Outcomes.settlement((DeliveryState) transactional.getOutcome());
            requireLock(queue.isLocked(token));
            transactions.add(
                    transactional.getTxnId(), () -> queue.isLocked(token), () -> queue.settle(token, settlement));
        } else {
            requireLock(queue.settle(token, Outcomes.settlement(state)));
        }
    }

    private void requireLock(boolean holds) {
        if (!holds) {
            throw lockLost();
        }
    }
}
