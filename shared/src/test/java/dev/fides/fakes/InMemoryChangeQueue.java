package dev.fides.fakes;

import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.ChangeDelivery;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.OutgoingBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Change queues in memory: a lane of a sync is a session with one consumer at a time, a message stays locked until it is
 * completed, abandoned, or its lock of one minute runs out.
 */
public final class InMemoryChangeQueue implements ChangeQueue {

    public static final Duration LOCK = Duration.ofMinutes(1);
    public static final Duration TIME_TO_LIVE = Duration.ofDays(14);

    /** A lane of a sync in one of the two queues. */
    public record Lane(Priority priority, String sync, int lane) {}

    private static final class Message {
        final String id;
        final byte[] body;
        final Instant enqueuedAt;
        int deliveries;

        Message(String id, byte[] body, Instant enqueuedAt) {
            this.id = id;
            this.body = body;
            this.enqueuedAt = enqueuedAt;
        }
    }

    private static final class Session {
        final List<Message> messages = new ArrayList<>();
        Locked lock;
    }

    /** A delivered batch under its lock. */
    public final class Locked {
        private final Session session;
        private final Message message;
        private final Instant until;
        private final ChangeDelivery delivery;

        private Locked(Session session, Message message, ChangeDelivery delivery) {
            this.session = session;
            this.message = message;
            this.delivery = delivery;
            this.until = clock.instant().plus(LOCK);
        }

        public ChangeDelivery delivery() {
            return delivery;
        }

        /** Whether nobody else has taken the lane over. */
        public boolean isHeld() {
            synchronized (InMemoryChangeQueue.this) {
                return session.lock == this;
            }
        }

        /** Takes the message out; false when the lock was lost, so that it will be delivered again. */
        public boolean complete() {
            synchronized (InMemoryChangeQueue.this) {
                boolean held = release();
                if (held) {
                    session.messages.remove(message);
                }
                return held;
            }
        }

        /** Gives the message back; it is the next one of its lane. */
        public void abandon() {
            synchronized (InMemoryChangeQueue.this) {
                release();
            }
        }

        private boolean release() {
            if (session.lock != this || !until.isAfter(clock.instant())) {
                return false;
            }
            session.lock = null;
            return true;
        }
    }

    private final ManualClock clock;
    private final ChangeBatchCodec codec = new ChangeBatchCodec();
    private final Map<Lane, Session> sessions = new LinkedHashMap<>();
    private final Faults faults = new Faults();
    private int sent;

    public InMemoryChangeQueue(ManualClock clock) {
        this.clock = clock;
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public synchronized void send(List<OutgoingBatch> batches) {
        List<byte[]> bodies =
                batches.stream().map(outgoing -> encode(outgoing.batch())).toList();
        for (int i = 0; i < batches.size(); i++) {
            OutgoingBatch outgoing = batches.get(i);
            faults.beforeCall("send changes: sync " + outgoing.batch().sync());
            Instant at = outgoing.notBefore().filter(clock.instant()::isBefore).orElse(clock.instant());
            insert(session(outgoing), new Message("m" + ++sent, bodies.get(i), at));
        }
        faults.afterWrite("send changes");
    }

    private byte[] encode(ChangeBatch batch) {
        byte[] body = codec.encode(batch);
        if (body.length > MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a change batch has at most " + MAX_MESSAGE_BYTES
                    + " bytes, this one has " + body.length + ": sync " + batch.sync() + ", lane " + batch.lane());
        }
        return body;
    }

    private Session session(OutgoingBatch outgoing) {
        Lane lane = new Lane(
                outgoing.priority(), outgoing.batch().sync(), outgoing.batch().lane());
        return sessions.computeIfAbsent(lane, l -> new Session());
    }

    /** A message scheduled for later lines up when its time comes, behind those that were there before. */
    private static void insert(Session session, Message message) {
        int at = session.messages.size();
        while (at > 0 && session.messages.get(at - 1).enqueuedAt.isAfter(message.enqueuedAt)) {
            at--;
        }
        session.messages.add(at, message);
    }

    /** Locks and hands out the next message of a lane; empty when there is none now or the lane is locked. */
    public synchronized Optional<Locked> receive(Lane lane) {
        Session session = sessions.get(lane);
        if (session == null) {
            return Optional.empty();
        }
        if (session.lock != null && session.lock.until.isAfter(clock.instant())) {
            return Optional.empty();
        }
        session.lock = null;
        session.messages.removeIf(m -> !m.enqueuedAt.plus(TIME_TO_LIVE).isAfter(clock.instant()));
        if (session.messages.isEmpty() || session.messages.get(0).enqueuedAt.isAfter(clock.instant())) {
            return Optional.empty();
        }
        Message message = session.messages.get(0);
        message.deliveries++;
        ChangeDelivery delivery = new ChangeDelivery(
                codec.decode(message.body), lane.priority(), message.id, message.enqueuedAt, message.deliveries);
        session.lock = new Locked(session, message, delivery);
        return Optional.of(session.lock);
    }

    /**
     * Hands the next message of a lane to a handler and completes it; abandons it when the handler throws.
     *
     * @return whether there was one
     */
    public boolean deliverNext(Lane lane, Consumer<ChangeDelivery> handler) {
        Optional<Locked> locked = receive(lane);
        locked.ifPresent(message -> {
            try {
                handler.accept(message.delivery());
            } catch (RuntimeException | Error e) {
                message.abandon();
                throw e;
            }
            message.complete();
        });
        return locked.isPresent();
    }

    /**
     * Delivers, urgent lanes first, until nothing is due now.
     *
     * @return how many messages were completed
     */
    public int deliverAll(Consumer<ChangeDelivery> handler) {
        return deliverAll(handler, Integer.MAX_VALUE);
    }

    /** Likewise, until about so many were delivered. */
    public int deliverAll(Consumer<ChangeDelivery> handler, int most) {
        int delivered = 0;
        boolean more = true;
        while (more && delivered <= most) {
            more = false;
            for (Lane lane : lanes()) {
                if (deliverNext(lane, handler)) {
                    delivered++;
                    more = true;
                }
            }
        }
        return delivered;
    }

    /** Lanes that hold messages, due or not, urgent ones first. */
    public synchronized List<Lane> lanes() {
        return sessions.entrySet().stream()
                .filter(entry -> !entry.getValue().messages.isEmpty())
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Lane::priority).reversed())
                .toList();
    }

    /** Delivers the next message of a lane twice, as a queue may. */
    public synchronized void doubleNext(Lane lane) {
        Session session = sessions.get(lane);
        Message first = session.messages.get(0);
        insert(session, new Message(first.id, first.body, first.enqueuedAt));
    }

    /** Lets the message at this place of its lane overtake all others, as happens to what was sent again. */
    public synchronized void overtake(Lane lane, int place) {
        List<Message> messages = sessions.get(lane).messages;
        messages.add(0, messages.remove(place));
    }

    /** How many messages were sent so far. */
    public synchronized int sent() {
        return sent;
    }

    /** How many messages wait, due or not. */
    public synchronized int size() {
        return sessions.values().stream()
                .mapToInt(session -> session.messages.size())
                .sum();
    }

    /** How many messages wait in a lane, due or not. */
    public synchronized int size(Lane lane) {
        return sessions.get(lane).messages.size();
    }

    /** What waits, due or not, in order of the lanes and within them. */
    public synchronized List<ChangeBatch> waiting() {
        return sessions.values().stream()
                .flatMap(session -> session.messages.stream())
                .map(message -> codec.decode(message.body))
                .toList();
    }

    /** When the first message that is not due yet comes due. */
    public synchronized Optional<Instant> nextDue() {
        return sessions.values().stream()
                .flatMap(session -> session.messages.stream())
                .map(message -> message.enqueuedAt)
                .filter(clock.instant()::isBefore)
                .min(Comparator.naturalOrder());
    }
}
