package dev.fides.local.servicebus.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The locks on the messages of one queue. */
final class MessageLocks {
    private final Map<UUID, MessageLock> byToken = new HashMap<>();
    private final Timers timers;
    private final Duration duration;
    private final Consumer<StoredMessage> onExpired;

    /** @param onExpired gets each message whose lock has ended by time, and was taken off */
    MessageLocks(Timers timers, Duration duration, Consumer<StoredMessage> onExpired) {
        this.timers = timers;
        this.duration = duration;
        this.onExpired = onExpired;
    }

    /** Locks a message, along with a session if there is one; returns the lock token. */
    UUID lock(StoredMessage message, Optional<SessionState> session) {
        UUID token = UUID.randomUUID();
        if (session.isPresent()) {
            session.get().lockedMessages().add(message);
            put(new MessageLock.OfSession(token, message, session.get()));
        } else {
            put(timed(token, message));
        }
        return token;
    }

    void unlock(StoredMessage message) {
        message.lock().ifPresent(lock -> {
            byToken.remove(lock.token());
            message.lock(Optional.empty());
            if (lock instanceof MessageLock.Timed timed) {
                timers.cancel(timed.expiry());
            } else if (lock instanceof MessageLock.OfSession ofSession) {
                ofSession.session().lockedMessages().remove(message);
            }
        });
    }

    /** The message that is locked under this token; empty when the lock has ended. */
    Optional<StoredMessage> find(UUID token) {
        return Optional.ofNullable(byToken.get(token)).map(MessageLock::message);
    }

    /**
     * Lengthens a lock; one that ends with its session stays as it is. Returns when it ends, in milliseconds since the
     * epoch.
     *
     * @throws ServiceBusFault when the lock has ended
     */
    long renew(UUID token) {
        MessageLock lock = byToken.get(token);
        if (lock == null) {
            throw ServiceBusFault.messageLockLost();
        }
        if (lock instanceof MessageLock.Timed timed) {
            timers.cancel(timed.expiry());
            lock = timed(token, lock.message());
            put(lock);
        }
        return lock.until();
    }

    void expireAll() {
        List<MessageLock> timed = new ArrayList<>(byToken.values());
        timed.removeIf(lock -> !(lock instanceof MessageLock.Timed));
        timed.forEach(lock -> expire(lock.message()));
    }

    int count() {
        return byToken.size();
    }

    /** How many of the locked messages are deferred ones. */
    int countDeferred() {
        return (int) byToken.values().stream()
                .filter(lock -> lock.message().state() == StoredMessage.State.DEFERRED)
                .count();
    }

    private MessageLock timed(UUID token, StoredMessage message) {
        return new MessageLock.Timed(token, message, timers.after(duration, () -> expire(message)));
    }

    private void expire(StoredMessage message) {
        unlock(message);
        onExpired.accept(message);
    }

    private void put(MessageLock lock) {
        byToken.put(lock.token(), lock);
        lock.message().lock(Optional.of(lock));
    }
}
