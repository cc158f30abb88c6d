package dev.fides.local.servicebus.broker;

import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.QueueConfig;
import dev.fides.local.servicebus.config.TopicConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All queues, topics and subscriptions by their addresses, which know no upper and lower case. */
public final class Namespace {
    private final List<Queue> inOrder = new ArrayList<>();
    private final Map<String, Queue> queues = new HashMap<>();
    private final Map<String, Destination> destinations = new HashMap<>();

    public Namespace(NamespaceConfig config, Timers timers) {
        for (QueueConfig queue : config.queues()) {
            destinations.put(key(queue.name()), add(Queue.create(queue, timers, this::destination)));
        }
        for (TopicConfig topic : config.topics()) {
            List<Queue> subscriptions = topic.subscriptions().stream()
                    .map(subscription -> add(Queue.create(subscription.of(topic), timers, this::destination)))
                    .toList();
            destinations.put(key(topic.name()), new Topic(topic, subscriptions, timers));
        }
    }

    private Queue add(Queue queue) {
        inOrder.add(queue);
        queues.put(key(queue.name()), queue);
        queue.deadLetterQueue().ifPresent(letters -> queues.put(key(letters.name()), letters));
        return queue;
    }

    /** The queues and subscriptions in the order of the configuration, without dead-letter queues. */
    public List<Queue> queues() {
        return List.copyOf(inOrder);
    }

    /** What can be received from: a queue, a dead-letter queue or a subscription. */
    public Optional<Queue> queue(String address) {
        return Optional.ofNullable(queues.get(key(address)));
    }

    /**
     * What can be sent to: a queue or a topic.
     *
     * @throws ServiceBusFault when there is none of this address
     */
    public Destination destination(String address) {
        Destination found = destinations.get(key(address));
        if (found == null) {
            throw ServiceBusFault.noEntity(address);
        }
        return found;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
