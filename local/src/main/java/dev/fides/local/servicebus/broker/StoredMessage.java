package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.Timers.Timer;
import java.util.Optional;
import java.util.UUID;

/** A message in a queue: what was sent, and what has become of it so far. */
public final class StoredMessage {

    /** Where a message stands. */
    public enum State {
        ACTIVE(0),
        DEFERRED(1),
        SCHEDULED(2);

        private final int number;

        State(int number) {
            this.number = number;
        }

        /** Its number in the annotation {@code x-opt-message-state}. */
        public int number() {
            return number;
        }
    }

    private final long sequenceNumber;
    private MessageContent content;
    private State state;
    private long enqueuedAt;
    private int failedDeliveries;
    private Optional<Timer> timer = Optional.empty();
    private Optional<MessageLock> lock = Optional.empty();

    StoredMessage(long sequenceNumber, MessageContent content, State state, long enqueuedAt) {
        this.sequenceNumber = sequenceNumber;
        this.content = content;
        this.state = state;
        this.enqueuedAt = enqueuedAt;
    }

    public long sequenceNumber() {
        return sequenceNumber;
    }

    public MessageContent content() {
        return content;
    }

    void change(MessageContent changed) {
        content = changed;
    }

    public State state() {
        return state;
    }

    /** Sets the state; {@link MessageStore} calls it, which counts the messages in each. */
    void state(State next) {
        state = next;
    }

    /** The moment from which it could be received, in milliseconds since the epoch. */
    public long enqueuedAt() {
        return enqueuedAt;
    }

    void enqueuedAt(long moment) {
        enqueuedAt = moment;
    }

    public int failedDeliveries() {
        return failedDeliveries;
    }

    void failedDeliveries(int count) {
        failedDeliveries = count;
    }

    /** The timer that will enqueue it while it is scheduled, and expire it afterwards. */
    Optional<Timer> timer() {
        return timer;
    }

    void timer(Timer next) {
        timer = Optional.of(next);
    }

    Optional<MessageLock> lock() {
        return lock;
    }

    void lock(Optional<MessageLock> next) {
        lock = next;
    }

    /** The token of the lock on it; empty while no one holds it. */
    public Optional<UUID> lockToken() {
        return lock.map(MessageLock::token);
    }

    /** When the lock on it ends, in milliseconds since the epoch; empty while no one holds it. */
    public Optional<Long> lockedUntil() {
        return lock.map(MessageLock::until);
    }
}
