package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.StoredMessage.State;
import dev.fides.local.servicebus.config.QueueConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue, the dead-letter queue beside one, or a subscription. Everything that is due at a time has a timer of its
 * own, so that nothing ever looks through all messages.
 */
public final class Queue implements Destination {
    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);

    private final MessageStore store = new MessageStore();
    private final QueueConfig config;
    private final Timers timers;
    private final Forwarding forwarding;
    private final Optional<Queue> deadLetterQueue;
    private final DuplicateHistory history;
    private final MessageLocks locks;
    private final Dispatcher dispatcher;

    private Queue(
            QueueConfig config,
            Timers timers,
            Function<String, Destination> entities,
            Optional<Queue> deadLetterQueue) {
        this.config = config;
        this.timers = timers;
        this.forwarding = new Forwarding(config, entities);
        this.deadLetterQueue = deadLetterQueue;
        this.history = new DuplicateHistory(config.duplicateWindow());
        this.locks = new MessageLocks(timers, config.lockDuration(), message -> deliverAgain(message, Map.of(), true));
        this.dispatcher = config.requiresSession()
                ? new SessionDispatcher(timers, config.lockDuration(), this::handOver, this::unlockAndPutBack)
                : new RoundRobinDispatcher(this::handOver);
    }

    /** A queue with a dead-letter queue; {@code entities} finds what messages are forwarded to. */
    static Queue create(QueueConfig config, Timers timers, Function<String, Destination> entities) {
        Queue deadLetters = new Queue(config.deadLetterQueue(), timers, entities, Optional.empty());
        return new Queue(config, timers, entities, Optional.of(deadLetters));
    }

    @Override
    public String name() {
        return config.name();
    }

    /** The queue of dead letters; empty for one that is such a queue itself. */
    Optional<Queue> deadLetterQueue() {
        return deadLetterQueue;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /**
     * The dispatcher of a queue with sessions.
     *
     * @throws ServiceBusFault when the queue has none
     */
    public SessionDispatcher sessions() {
        if (dispatcher instanceof SessionDispatcher sessions) {
            return sessions;
        }
        throw ServiceBusFault.notAllowed("'" + name() + "' has no sessions.");
    }

    // Sending

    @Override
    public void check(MessageContent message) {
        if (config.requiresSession() && message.sessionId().isEmpty()) {
            // A refusal of another kind is repeated by clients, although it can never succeed.
            throw ServiceBusFault.notAllowed("A message to '" + name() + "' must have a session id.");
        }
        forwarding.ofMessages().ifPresent(target -> target.check(message));
    }

    @Override
    public long accept(MessageContent message) {
        long now = timers.now();
        if (history.isDouble(message, now)) {
            return 0;
        }
        Optional<Destination> target = forwarding.ofMessages();
        if (target.isPresent()) {
            return target.get().accept(message);
        }
        long due = message.scheduledFor().orElse(now);
        if (due <= now) {
            StoredMessage stored = store.add(message, State.ACTIVE, now);
            enqueue(stored);
            return stored.sequenceNumber();
        }
        StoredMessage scheduled = store.add(message, State.SCHEDULED, now);
        scheduled.timer(timers.at(due, () -> activate(scheduled)));
        return scheduled.sequenceNumber();
    }

    private void activate(StoredMessage scheduled) {
        store.move(scheduled, State.ACTIVE);
        enqueue(scheduled);
    }

    /** Lets the time of everything that is scheduled come now. */
    public void releaseScheduled() {
        for (StoredMessage message : store.in(State.SCHEDULED)) {
            message.timer().ifPresent(timers::cancel);
            activate(message);
        }
    }

    @Override
    public void cancelScheduled(long sequenceNumber) {
        remove(find(sequenceNumber, State.SCHEDULED));
    }

    private void enqueue(StoredMessage message) {
        long now = timers.now();
        long longest = config.defaultTimeToLive().toMillis();
        long life = Math.min(message.content().timeToLive().orElse(longest), longest);
        message.enqueuedAt(now);
        message.timer(timers.at(now + life, () -> expireUnlessInUse(message)));
        dispatcher.place(message);
        dispatcher.deliver(message);
    }

    // Receiving

    private void handOver(StoredMessage message, MessageConsumer to, Optional<SessionState> session) {
        if (to.deletesOnReceipt()) {
            remove(message);
            to.take(message, UUID.randomUUID());
        } else {
            to.take(message, locks.lock(message, session));
        }
    }

    /** Whether this lock still holds. */
    public boolean isLocked(UUID token) {
        return locks.find(token).isPresent();
    }

    /**
     * Lengthens a lock; returns when it ends, in milliseconds since the epoch.
     *
     * @throws ServiceBusFault when the lock has ended
     */
    public long renewLock(UUID token) {
        return locks.renew(token);
    }

    /** Carries out what a receiver decided; false when its lock has ended, and nothing was done. */
    public boolean settle(UUID token, Settlement settlement) {
        Optional<StoredMessage> held = locks.find(token);
        held.ifPresent(message -> {
            locks.unlock(message);
            settlement.applyTo(this, message);
        });
        return held.isPresent();
    }

    public List<StoredMessage> peek(long fromSequenceNumber, int count, Optional<String> sessionId) {
        return store.from(fromSequenceNumber)
                .filter(message ->
                        sessionId.isEmpty() || message.content().sessionId().equals(sessionId))
                .limit(count)
                .toList();
    }

    /**
     * A deferred message, locked or removed.
     *
     * @throws ServiceBusFault when there is none, or the session is not held
     */
    public StoredMessage receiveDeferred(long sequenceNumber, boolean removes, Optional<String> sessionId) {
        StoredMessage message = find(sequenceNumber, State.DEFERRED);
        if (message.lock().isPresent()) {
            throw ServiceBusFault.noMessage(sequenceNumber);
        }
        if (removes) {
            remove(message);
        } else {
            locks.lock(message, sessionId.map(id -> sessions().held(id)));
        }
        return message;
    }

    private StoredMessage find(long sequenceNumber, State state) {
        return store.get(sequenceNumber)
                .filter(message -> message.state() == state)
                .orElseThrow(() -> ServiceBusFault.noMessage(sequenceNumber));
    }

    // What becomes of messages without a lock

    void remove(StoredMessage message) {
        store.remove(message);
        message.timer().ifPresent(timers::cancel);
    }

    void deliverAgain(StoredMessage message, Map<String, Object> properties, boolean failed) {
        message.change(message.content().withProperties(properties));
        if (putBack(message, failed)) {
            dispatcher.deliver(message);
        }
    }

    void defer(StoredMessage message, Map<String, Object> properties) {
        message.change(message.content().withProperties(properties));
        store.move(message, State.DEFERRED);
    }

    void deadLetter(StoredMessage message, Settlement.DeadLetter why) {
        LOG.info(
                "Dead-lettered: {}; queue {}, sequence number {}",
                why.reason().orElse("no reason"),
                name(),
                message.sequenceNumber());
        remove(message);
        MessageContent content =
                message.content().withProperties(why.allProperties()).movedFrom(name(), message.sequenceNumber());
        if (!forwarding.forwardDeadLetter(content)) {
            deadLetterQueue.orElse(this).adopt(message, content);
        }
    }

    /** Takes a dead letter under the sequence number it had. It does not expire here. */
    private void adopt(StoredMessage message, MessageContent content) {
        StoredMessage adopted =
                store.put(new StoredMessage(message.sequenceNumber(), content, State.ACTIVE, message.enqueuedAt()));
        adopted.failedDeliveries(message.failedDeliveries());
        dispatcher.place(adopted);
        dispatcher.deliver(adopted);
    }

    private void unlockAndPutBack(StoredMessage message, boolean failed) {
        locks.unlock(message);
        putBack(message, failed);
    }

    /** Makes a message ready again, unless it failed once too often, or expired meanwhile, or is a deferred one. */
    private boolean putBack(StoredMessage message, boolean failed) {
        if (failed) {
            store.countFailure(message);
        }
        if (failed && message.failedDeliveries() >= config.maxDeliveryCount()) {
            deadLetter(message, Settlement.DeadLetter.failedTooOften(config.maxDeliveryCount()));
            return false;
        }
        if (message.state() == State.DEFERRED) {
            return false;
        }
        if (message.timer().filter(expiry -> expiry.due() <= timers.now()).isPresent()) {
            expire(message);
            return false;
        }
        dispatcher.place(message);
        return true;
    }

    private void expireUnlessInUse(StoredMessage message) {
        if (message.lock().isEmpty() && message.state() == State.ACTIVE) {
            dispatcher.withdraw(message);
            expire(message);
        }
    }

    private void expire(StoredMessage message) {
        if (config.deadLettersExpired()) {
            deadLetter(message, Settlement.DeadLetter.expired());
        } else {
            remove(message);
        }
    }

    public void expireLocks() {
        locks.expireAll();
        if (dispatcher instanceof SessionDispatcher sessions) {
            sessions.expireAll();
        }
    }

    public QueueCounts counts() {
        return QueueCounts.of(name(), store, locks, deadLetterQueue.map(letters -> letters.store));
    }
}
