package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.config.QueueConfig;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the messages and the dead letters of one queue go instead of staying in it. */
final class Forwarding {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarding.class);

    private final QueueConfig config;
    private final Function<String, Destination> entities;

    /** @param entities finds a queue or topic by its name */
    Forwarding(QueueConfig config, Function<String, Destination> entities) {
        this.config = config;
        this.entities = entities;
    }

    Optional<Destination> ofMessages() {
        return config.forwardTo().map(entities);
    }

    /** Forwards a dead letter; false when it is to stay. */
    boolean forwardDeadLetter(MessageContent message) {
        if (config.forwardDeadLettersTo().isEmpty()) {
            return false;
        }
        Destination target = entities.apply(config.forwardDeadLettersTo().get());
        try {
            target.check(message);
        } catch (ServiceBusFault e) {
            LOG.warn("Kept a dead letter: {}; queue {}", e.getMessage(), config.name());
            return false;
        }
        target.accept(message);
        return true;
    }
}
