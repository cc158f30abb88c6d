package dev.fides.local.servicebus.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The properties of one queue, or of one subscription of a topic, as Azure Service Bus defines them.
 *
 * @param name the queue's name; of a subscription its name within the topic
 * @param requiresSession whether every message needs a session id and is received through sessions
 * @param lockDuration how long a received message, or an accepted session, is locked
 * @param maxDeliveryCount the number of failed deliveries after which a message is dead-lettered
 * @param defaultTimeToLive the longest life of a message; a message may ask for a shorter one
 * @param deadLettersExpired whether an expired message is dead-lettered rather than dropped
 * @param duplicateWindow how long message ids are remembered to drop doubles; empty = no duplicate detection
 * @param forwardTo the queue or topic that gets this queue's messages instead of it
 * @param forwardDeadLettersTo the queue or topic that gets dead-lettered messages instead of the dead-letter queue
 */
public record QueueConfig(
        String name,
        boolean requiresSession,
        Duration lockDuration,
        int maxDeliveryCount,
        Duration defaultTimeToLive,
        boolean deadLettersExpired,
        Optional<Duration> duplicateWindow,
        Optional<String> forwardTo,
        Optional<String> forwardDeadLettersTo) {

    private static final String DEAD_LETTER_SUFFIX = "/$deadletterqueue";

    /** A queue without sessions and with the values that Microsoft's emulator takes where its file says nothing. */
    public static QueueConfig named(String name) {
        return new QueueConfig(
                name,
                false,
                Duration.ofMinutes(1),
                3,
                Duration.ofHours(1),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The dead-letter queue beside this queue: no sessions, and its messages neither expire nor move on. */
    public QueueConfig deadLetterQueue() {
        return new QueueConfig(
                name + DEAD_LETTER_SUFFIX,
                false,
                lockDuration,
                Integer.MAX_VALUE,
                Duration.ofDays(36_500),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This subscription as the queue it is at run time, whose messages live no longer than the topic allows. */
    public QueueConfig of(TopicConfig topic) {
        Duration longest = topic.defaultTimeToLive();
        return new QueueConfig(
                topic.addressOf(name),
                requiresSession,
                lockDuration,
                maxDeliveryCount,
                defaultTimeToLive.compareTo(longest) < 0 ? defaultTimeToLive : longest,
                deadLettersExpired,
                duplicateWindow,
                forwardTo,
                forwardDeadLettersTo);
    }
}
