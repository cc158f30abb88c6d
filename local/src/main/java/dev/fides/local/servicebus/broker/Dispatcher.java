package dev.fides.local.servicebus.broker;

import java.util.Optional;

/** Decides which receiver gets which of the messages that are ready. */
sealed interface Dispatcher permits RoundRobinDispatcher, SessionDispatcher {

    /** Makes a message ready, at its old place when it had one, without delivering anything yet. */
    void place(StoredMessage message);

    /** Makes a message not ready. */
    void withdraw(StoredMessage message);

    /** Delivers what can be delivered now that this message is ready. */
    void deliver(StoredMessage message);

    /** How a message leaves a dispatcher: locked for the consumer, along with the session if there is one. */
    interface Handover {
        void handOver(StoredMessage message, MessageConsumer to, Optional<SessionState> session);
    }
}
