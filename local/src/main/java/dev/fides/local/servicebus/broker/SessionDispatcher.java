package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.SessionState.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Gives each session to one receiver at a time, and its messages to that receiver alone.
 *
 * <p>Of the sessions with messages that nobody holds, the one that has waited longest goes next; one that is released
 * with messages left goes to the end. So a session that never runs dry cannot starve the others.
 */
public final class SessionDispatcher implements Dispatcher {
    private final Map<String, SessionState> sessions = new LinkedHashMap<>();
    private final Set<SessionState> longestWaitingFirst = new LinkedHashSet<>();
    private final Set<SessionConsumer> waitingForAny = new LinkedHashSet<>();
    private final Timers timers;
    private final Duration lockDuration;
    private final Handover handover;
    private final BiConsumer<StoredMessage, Boolean> putBack;

    /**
     * @param putBack takes the lock off a message whose session was released, and places it again; the flag tells
     *     whether this counts as a failed delivery
     */
    SessionDispatcher(
            Timers timers, Duration lockDuration, Handover handover, BiConsumer<StoredMessage, Boolean> putBack) {
        this.timers = timers;
        this.lockDuration = lockDuration;
        this.handover = handover;
        this.putBack = putBack;
    }

    @Override
    public void place(StoredMessage message) {
        sessionOf(message).ready().put(message.sequenceNumber(), message);
    }

    @Override
    public void withdraw(StoredMessage message) {
        SessionState session = sessionOf(message);
        session.ready().remove(message.sequenceNumber());
        if (session.ready().isEmpty()) {
            longestWaitingFirst.remove(session);
        }
        forgetIfIdle(session);
    }

    @Override
    public void deliver(StoredMessage message) {
        deliver(sessionOf(message));
    }

    public void deliver(SessionState session) {
        if (session.holder().isEmpty()) {
            offer(session);
            return;
        }
        SessionConsumer consumer = session.holder().get().consumer();
        while (!session.ready().isEmpty() && consumer.canTake()) {
            handover.handOver(session.ready().pollFirstEntry().getValue(), consumer, Optional.of(session));
        }
    }

    /** Gives the consumer the next session that has messages, now or when there is one. */
    public void acceptNext(SessionConsumer consumer) {
        waitingForAny.add(consumer);
        matchWaiting();
    }

    /** Takes back {@link #acceptNext}; false when the consumer has a session already. */
    public boolean stopWaiting(SessionConsumer consumer) {
        return waitingForAny.remove(consumer);
    }

    /**
     * Gives the consumer this session, which may be empty.
     *
     * @throws ServiceBusFault when another one holds it
     */
    public void accept(String sessionId, SessionConsumer consumer) {
        SessionState session = session(sessionId);
        if (session.holder().isPresent()) {
            throw ServiceBusFault.sessionTaken(sessionId);
        }
        open(session, consumer);
    }

    /** Ends the hold on a session because its receiver is gone, which is no failure of its messages. */
    public void release(SessionState session) {
        end(session, false);
    }

    /**
     * Lengthens the lock on a session.
     *
     * @throws ServiceBusFault when nobody holds it
     */
    public SessionState renew(String sessionId) {
        SessionState session = held(sessionId);
        hold(session, session.holder().orElseThrow().consumer());
        return session;
    }

    SessionState held(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId))
                .filter(session -> session.holder().isPresent())
                .orElseThrow(() -> ServiceBusFault.sessionLockLost(sessionId));
    }

    public Optional<byte[]> userState(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId)).flatMap(SessionState::userState);
    }

    public void userState(String sessionId, Optional<byte[]> state) {
        SessionState session = session(sessionId);
        session.userState(state);
        forgetIfIdle(session);
    }

    void expireAll() {
        List<SessionState> held = sessions.values().stream()
                .filter(session -> session.holder().isPresent())
                .toList();
        held.forEach(this::expire);
    }

    private void open(SessionState session, SessionConsumer consumer) {
        longestWaitingFirst.remove(session);
        hold(session, consumer);
        consumer.sessionOpened(session);
        deliver(session);
    }

    private void hold(SessionState session, SessionConsumer consumer) {
        session.holder().ifPresent(before -> timers.cancel(before.expiry()));
        session.holder(Optional.of(new Holder(consumer, timers.after(lockDuration, () -> expire(session)))));
    }

    private void expire(SessionState session) {
        SessionConsumer loser = session.holder().orElseThrow().consumer();
        end(session, true);
        loser.sessionLost(session);
    }

    private void end(SessionState session, boolean failed) {
        session.holder().ifPresent(held -> timers.cancel(held.expiry()));
        session.holder(Optional.empty());
        new ArrayList<>(session.lockedMessages()).forEach(message -> putBack.accept(message, failed));
        offer(session);
        forgetIfIdle(session);
    }

    private void offer(SessionState session) {
        if (!session.ready().isEmpty()) {
            longestWaitingFirst.add(session);
            matchWaiting();
        }
    }

    private void matchWaiting() {
        while (!waitingForAny.isEmpty() && !longestWaitingFirst.isEmpty()) {
            open(first(longestWaitingFirst), first(waitingForAny));
        }
    }

    private static <T> T first(Set<T> set) {
        Iterator<T> all = set.iterator();
        T first = all.next();
        all.remove();
        return first;
    }

    private SessionState sessionOf(StoredMessage message) {
        return session(message.content().sessionId().orElseThrow());
    }

    private SessionState session(String id) {
        return sessions.computeIfAbsent(id, SessionState::new);
    }

    private void forgetIfIdle(SessionState session) {
        if (session.isForgettable()) {
            sessions.remove(session.id(), session);
        }
    }
}
