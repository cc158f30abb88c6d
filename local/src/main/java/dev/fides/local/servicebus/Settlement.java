package dev.fides.local.servicebus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;

/** What a receiver decides on a message it holds. */
sealed interface Settlement {

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

        @Override
        public void applyTo(Queue queue, StoredMessage message) {
            queue.deadLetter(message, this);
        }

        /** The application properties to add, with reason and description among them. */
        Map<String, Object> allProperties() {
            Map<String, Object> all = new LinkedHashMap<>(properties);
            reason.ifPresent(text -> all.put(Amqp.DEAD_LETTER_REASON, text));
            description.ifPresent(text -> all.put(Amqp.DEAD_LETTER_DESCRIPTION, text));
            return all;
        }
    }

    /** A move to the dead-letter queue that the queue itself decides on. */
    static DeadLetter deadLetter(String reason, String description) {
        return new DeadLetter(Optional.of(reason), Optional.of(description), Map.of());
    }

    /** The meaning of an AMQP outcome. */
    static Settlement of(DeliveryState outcome) {
        if (outcome instanceof Accepted) {
            return new Complete();
        }
        if (outcome instanceof Released) {
            return new Release();
        }
        if (outcome instanceof Rejected rejected) {
            return deadLetter(rejected);
        }
        if (outcome instanceof Modified modified) {
            Map<String, Object> properties = properties(modified.getMessageAnnotations());
            return Boolean.TRUE.equals(modified.getUndeliverableHere())
                    ? new Defer(properties)
                    : new Abandon(properties);
        }
        throw ServiceBusFault.invalid("A message cannot be settled with " + outcome.getType() + ".");
    }

    private static Settlement deadLetter(Rejected rejected) {
        Map<String, Object> info = properties(
                rejected.getError() == null ? null : rejected.getError().getInfo());
        Optional<String> reason = text(info.remove(Amqp.DEAD_LETTER_REASON));
        Optional<String> description = text(info.remove(Amqp.DEAD_LETTER_DESCRIPTION));
        return new DeadLetter(reason, description, info);
    }

    /** The entries of a map whose keys are symbols or texts; none for the null that AMQP uses for "no map". */
    static Map<String, Object> properties(Object map) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> properties.put(name.toString(), value));
        }
        return properties;
    }

    private static Optional<String> text(Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }
}
