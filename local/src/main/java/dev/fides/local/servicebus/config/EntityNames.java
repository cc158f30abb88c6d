package dev.fides.local.servicebus.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks how the entities of a namespace refer to each other: names that are unique, forwarding that ends somewhere. */
final class EntityNames {
    private final List<String> faults = new ArrayList<>();
    private final Set<String> destinations = new HashSet<>();
    private final Map<String, Set<String>> forwards = new LinkedHashMap<>();

    private EntityNames(NamespaceConfig config) {
        config.queues().forEach(queue -> declare(queue.name()));
        config.topics().forEach(topic -> declare(topic.name()));
        config.queues().forEach(queue -> checkForwards(queue.name(), queue));
        for (TopicConfig topic : config.topics()) {
            Set<String> names = new HashSet<>();
            for (QueueConfig subscription : topic.subscriptions()) {
                if (!names.add(key(subscription.name()))) {
                    faults.add("Topics " + topic.name() + ": two subscriptions are called " + subscription.name());
                }
                String name = topic.addressOf(subscription.name());
                forward(topic.name(), name);
                checkForwards(name, subscription);
            }
        }
        forwards.keySet().forEach(this::checkEnd);
    }

    static List<String> faultsOf(NamespaceConfig config) {
        return new EntityNames(config).faults;
    }

    private void declare(String name) {
        if (!destinations.add(key(name))) {
            faults.add("Queues and Topics: two of them are called " + name);
        }
    }

    private void checkForwards(String name, QueueConfig queue) {
        Stream.of(queue.forwardTo(), queue.forwardDeadLettersTo())
                .flatMap(Optional::stream)
                .filter(target -> !destinations.contains(key(target)))
                .forEach(
                        target -> faults.add(name + ": forwards to '" + target + "', which is no queue or topic here"));
        queue.forwardTo().ifPresent(target -> forward(name, target));
    }

    private void forward(String from, String to) {
        forwards.computeIfAbsent(key(from), ignored -> new HashSet<>()).add(key(to));
    }

    private void checkEnd(String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(forwards.get(start));
        while (!open.isEmpty()) {
            String at = open.pop();
            if (at.equals(start)) {
                faults.add(start + ": its messages are forwarded in a circle");
                return;
            }
            if (reached.add(at)) {
                open.addAll(forwards.getOrDefault(at, Set.of()));
            }
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
