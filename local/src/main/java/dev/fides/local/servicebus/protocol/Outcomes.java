package dev.fides.local.servicebus.protocol;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.Settlement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;

/** What the outcomes of AMQP deliveries mean to Service Bus. */
public final class Outcomes {
    private Outcomes() {}

    /** What a receiver decides with the outcome that it gives a delivery. */
    static Settlement settlement(DeliveryState outcome) {
        if (outcome instanceof Accepted) {
            return new Settlement.Complete();
        }
        if (outcome instanceof Released) {
            return new Settlement.Release();
        }
        if (outcome instanceof Rejected rejected) {
            return deadLetter(rejected);
        }
        if (outcome instanceof Modified modified) {
            Map<String, Object> properties = properties(modified.getMessageAnnotations());
            return Boolean.TRUE.equals(modified.getUndeliverableHere())
                    ? new Settlement.Defer(properties)
                    : new Settlement.Abandon(properties);
        }
        throw ServiceBusFault.invalid("A message cannot be settled with " + outcome.getType() + ".");
    }

    private static Settlement deadLetter(Rejected rejected) {
        Map<String, Object> info = properties(
                rejected.getError() == null ? null : rejected.getError().getInfo());
        Optional<String> reason = text(info.remove(Settlement.DeadLetter.REASON));
        Optional<String> description = text(info.remove(Settlement.DeadLetter.DESCRIPTION));
        return new Settlement.DeadLetter(reason, description, info);
    }

    /** The entries of a map whose keys are symbols or texts; none for the null that AMQP uses for "no map". */
    public static Map<String, Object> properties(Object map) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> properties.put(name.toString(), value));
        }
        return properties;
    }

    /** The outcome with which a fault is told to the client that has sent something. */
    static Rejected rejected(ServiceBusFault fault) {
        Rejected rejected = new Rejected();
        rejected.setError(Amqp.error(fault));
        return rejected;
    }

    private static Optional<String> text(Object value) {
        return Optional.ofNullable(value).map(Object::toString);
    }
}
