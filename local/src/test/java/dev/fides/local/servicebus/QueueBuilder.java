package dev.fides.local.servicebus;

import dev.fides.local.servicebus.config.QueueConfig;
import java.time.Duration;
import java.util.Optional;

/** Describes a queue for a test: one minute of lock, ten deliveries, an hour to live, and what is said beyond that. */
final class QueueBuilder {
    private final String name;
    private boolean sessions;
    private int maxDeliveryCount = 10;
    private Duration timeToLive = Duration.ofHours(1);
    private boolean deadLettersExpired;
    private Optional<Duration> duplicateWindow = Optional.empty();
    private Optional<String> forwardTo = Optional.empty();
    private Optional<String> forwardDeadLettersTo = Optional.empty();

    private QueueBuilder(String name) {
        this.name = name;
    }

    static QueueBuilder queue(String name) {
        return new QueueBuilder(name);
    }

    QueueBuilder withSessions() {
        sessions = true;
        return this;
    }

    QueueBuilder withMaxDeliveryCount(int count) {
        maxDeliveryCount = count;
        return this;
    }

    QueueBuilder withTimeToLive(Duration longest) {
        timeToLive = longest;
        return this;
    }

    QueueBuilder deadLetteringExpired() {
        deadLettersExpired = true;
        return this;
    }

    QueueBuilder detectingDuplicatesFor(Duration window) {
        duplicateWindow = Optional.of(window);
        return this;
    }

    QueueBuilder forwardingTo(String target) {
        forwardTo = Optional.of(target);
        return this;
    }

    QueueBuilder forwardingDeadLettersTo(String target) {
        forwardDeadLettersTo = Optional.of(target);
        return this;
    }

    QueueConfig build() {
        return new QueueConfig(
                name,
                sessions,
                Duration.ofMinutes(1),
                maxDeliveryCount,
                timeToLive,
                deadLettersExpired,
                duplicateWindow,
                forwardTo,
                forwardDeadLettersTo);
    }
}
