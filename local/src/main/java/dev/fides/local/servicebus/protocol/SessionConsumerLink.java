package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.Queue;
import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.SessionConsumer;
import dev.fides.local.servicebus.broker.SessionDispatcher;
import dev.fides.local.servicebus.broker.SessionState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.engine.Sender;

/** A link on which the client receives from one session of a queue, for which it may have to wait. */
final class SessionConsumerLink extends ConsumerLink implements SessionConsumer {
    private final SessionDispatcher dispatcher;
    private Optional<SessionState> session = Optional.empty();

    SessionConsumerLink(
            Output output, Sender sender, Queue queue, SessionDispatcher dispatcher, Transactions transactions) {
        super(output, sender, queue, transactions);
        this.dispatcher = dispatcher;
    }

    @Override
    public void sessionOpened(SessionState opened) {
        session = Optional.of(opened);
        Source source = (Source) sender().getRemoteSource();
        Map<Symbol, Object> filter = new HashMap<>();
        filter.put(Amqp.SESSION_FILTER, opened.id());
        source.setFilter(filter);
        sender().setSource(source);
        Map<Symbol, Object> properties = new HashMap<>();
        properties.put(Amqp.LOCKED_UNTIL_UTC, Amqp.ticks(opened.lockedUntil()));
        sender().setProperties(properties);
        open();
    }

    @Override
    public void sessionLost(SessionState lost) {
        session = Optional.empty();
        sender().setCondition(Amqp.error(ServiceBusFault.sessionLockLost(lost.id())));
        sender().close();
        output().isReady();
    }

    @Override
    void deliver() {
        session.ifPresent(dispatcher::deliver);
    }

    @Override
    ServiceBusFault lockLost() {
        return ServiceBusFault.sessionLockLost(session.map(SessionState::id).orElse("?"));
    }

    /** Stops waiting, or gives the session back with all that is locked in it. */
    @Override
    public void onClosed() {
        dispatcher.stopWaiting(this);
        session.ifPresent(dispatcher::release);
        session = Optional.empty();
    }
}
