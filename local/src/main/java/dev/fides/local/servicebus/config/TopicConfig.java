package dev.fides.local.servicebus.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A topic and its subscriptions. Filters are not supported: every subscription gets every message.
 *
 * @param name the topic's name
 * @param defaultTimeToLive the longest life of a message in any of the subscriptions
 * @param duplicateWindow how long message ids are remembered to drop doubles; empty = no duplicate detection
 * @param subscriptions the subscriptions, at least one
 */
public record TopicConfig(
        String name, Duration defaultTimeToLive, Optional<Duration> duplicateWindow, List<QueueConfig> subscriptions) {

    public TopicConfig {
        subscriptions = List.copyOf(subscriptions);
    }

    /** The address of one of its subscriptions. */
    String addressOf(String subscription) {
        return name + "/Subscriptions/" + subscription;
    }
}
