package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.broker.StoredMessage.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All messages of one queue by their sequence numbers, with a count for each state. */
final class MessageStore {
    private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
    private final Map<State, Integer> counts = new EnumMap<>(State.class);
    private long lastSequenceNumber;
    private long failures;

    /** Adds a message under the next sequence number. */
    StoredMessage add(MessageContent content, State state, long now) {
        return put(new StoredMessage(lastSequenceNumber + 1, content, state, now));
    }

    /** Adds a message that brings its own sequence number, which no other message of this store may have. */
    StoredMessage put(StoredMessage message) {
        if (messages.putIfAbsent(message.sequenceNumber(), message) != null) {
            throw new IllegalStateException("sequence number " + message.sequenceNumber() + " is taken");
        }
        lastSequenceNumber = Math.max(lastSequenceNumber, message.sequenceNumber());
        count(message.state(), 1);
        return message;
    }

    void remove(StoredMessage message) {
        if (messages.remove(message.sequenceNumber()) != null) {
            count(message.state(), -1);
        }
    }

    void move(StoredMessage message, State next) {
        count(message.state(), -1);
        message.state(next);
        count(next, 1);
    }

    Optional<StoredMessage> get(long sequenceNumber) {
        return Optional.ofNullable(messages.get(sequenceNumber));
    }

    Stream<StoredMessage> from(long sequenceNumber) {
        return messages.tailMap(sequenceNumber, true).values().stream();
    }

    /** The messages that are in a state now. */
    List<StoredMessage> in(State state) {
        return messages.values().stream()
                .filter(message -> message.state() == state)
                .toList();
    }

    int count(State state) {
        return counts.getOrDefault(state, 0);
    }

    /** A delivery of the message has failed. */
    void countFailure(StoredMessage message) {
        message.failedDeliveries(message.failedDeliveries() + 1);
        failures++;
    }

    /** How many deliveries have failed, of messages that are gone too. */
    long failures() {
        return failures;
    }

    private void count(State state, int change) {
        counts.merge(state, change, Integer::sum);
    }
}
