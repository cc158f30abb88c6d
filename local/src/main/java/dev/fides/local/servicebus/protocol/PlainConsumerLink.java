package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.Queue;
import dev.fides.local.servicebus.broker.RoundRobinDispatcher;
import dev.fides.local.servicebus.broker.ServiceBusFault;
import org.apache.qpid.proton.engine.Sender;

/** A link on which the client receives from a queue without sessions. */
final class PlainConsumerLink extends ConsumerLink {
    private final RoundRobinDispatcher dispatcher;

    PlainConsumerLink(
            Output output, Sender sender, Queue queue, RoundRobinDispatcher dispatcher, Transactions transactions) {
        super(output, sender, queue, transactions);
        this.dispatcher = dispatcher;
    }

    @Override
    void open() {
        super.open();
        dispatcher.join(this);
    }

    @Override
    void deliver() {
        dispatcher.deliver();
    }

    @Override
    ServiceBusFault lockLost() {
        return ServiceBusFault.messageLockLost();
    }

    /** Leaves the queue. Messages that are locked stay so until their time ends, as in the service. */
    @Override
    public void onClosed() {
        dispatcher.leave(this);
    }
}
