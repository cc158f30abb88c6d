package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.Timers.Timer;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One session of a queue: its messages that are ready, who holds it, and the state its users keep in it. */
public final class SessionState {

    /** Who holds a session, and the timer that ends this. */
    record Holder(SessionConsumer consumer, Timer expiry) {}

    private final String id;
    private final NavigableMap<Long, StoredMessage> ready = new TreeMap<>();
    private final Set<StoredMessage> lockedMessages = new LinkedHashSet<>();
    private Optional<Holder> holder = Optional.empty();
    private Optional<byte[]> userState = Optional.empty();

    SessionState(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The messages that are neither locked nor deferred, by sequence number. */
    NavigableMap<Long, StoredMessage> ready() {
        return ready;
    }

    /** The messages locked along with the session, in the order in which they were delivered. */
    Set<StoredMessage> lockedMessages() {
        return lockedMessages;
    }

    Optional<Holder> holder() {
        return holder;
    }

    void holder(Optional<Holder> next) {
        holder = next;
    }

    Optional<byte[]> userState() {
        return userState;
    }

    void userState(Optional<byte[]> next) {
        userState = next;
    }

    /** When the lock on it ends, in milliseconds since the epoch; 0 while no one holds it. */
    public long lockedUntil() {
        return holder.map(held -> held.expiry().due()).orElse(0L);
    }

    /** Whether nothing would be lost if it were forgotten. */
    boolean isForgettable() {
        return ready.isEmpty() && holder.isEmpty() && userState.isEmpty();
    }
}
