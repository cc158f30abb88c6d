package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.Timers.Timer;
import java.util.UUID;

/** The lock under which a receiver holds a message: until its own time ends, or as long as the session is held. */
sealed interface MessageLock {

    UUID token();

    StoredMessage message();

    /** When it ends, in milliseconds since the epoch. */
    long until();

    /** A lock with a time of its own. */
    record Timed(UUID token, StoredMessage message, Timer expiry) implements MessageLock {
        @Override
        public long until() {
            return expiry.due();
        }
    }

    /** A lock that lives and ends with the session of the message. */
    record OfSession(UUID token, StoredMessage message, SessionState session) implements MessageLock {
        @Override
        public long until() {
            return session.lockedUntil();
        }
    }
}
