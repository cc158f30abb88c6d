package dev.fides.local.servicebus.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a receiver decides on a message it holds. */
public sealed interface Settlement {

    /** Carries it out on a message whose lock has just been taken back. */
    void applyTo(Queue queue, StoredMessage message);

    /** It is done. */
    record Complete() implements Settlement {
        @Override
        public void applyTo(Queue queue, StoredMessage message) {
            queue.remove(message);
        }
    }

    /** It failed, and is to be delivered again. */
    record Abandon(Map<String, Object> properties) implements Settlement {
        @Override
        public void applyTo(Queue queue, StoredMessage message) {
            queue.deliverAgain(message, properties, true);
        }
    }

    /** It was not looked at, and is to be delivered again; this counts as no failure. */
    record Release() implements Settlement {
        @Override
        public void applyTo(Queue queue, StoredMessage message) {
            queue.deliverAgain(message, Map.of(), false);
        }
    }

    /** It stays, but is delivered only on request by its sequence number. */
    record Defer(Map<String, Object> properties) implements Settlement {
        @Override
        public void applyTo(Queue queue, StoredMessage message) {
            queue.defer(message, properties);
        }
    }

    /** It goes to the dead-letter queue. */
    record DeadLetter(Optional<String> reason, Optional<String> description, Map<String, Object> properties)
            implements Settlement {

        /** The application properties in which a dead letter carries them. */
        public static final String REASON = "DeadLetterReason";

        public static final String DESCRIPTION = "DeadLetterErrorDescription";

        @Override
        public void applyTo(Queue queue, StoredMessage message) {
            queue.deadLetter(message, this);
        }

        /** What the queue itself decides on when a message has failed in each of its deliveries. */
        static DeadLetter failedTooOften(int deliveries) {
            return decided(
                    "MaxDeliveryCountExceeded",
                    "Message could not be consumed after " + deliveries + " delivery attempts.");
        }

        /** What the queue itself decides on when the time of a message is over. */
        static DeadLetter expired() {
            return decided("TTLExpiredException", "The message expired and was dead lettered.");
        }

        private static DeadLetter decided(String reason, String description) {
            return new DeadLetter(Optional.of(reason), Optional.of(description), Map.of());
        }

        /** The application properties to add, with reason and description among them. */
        Map<String, Object> allProperties() {
            Map<String, Object> all = new LinkedHashMap<>(properties);
            reason.ifPresent(text -> all.put(REASON, text));
            description.ifPresent(text -> all.put(DESCRIPTION, text));
            return all;
        }
    }
}
