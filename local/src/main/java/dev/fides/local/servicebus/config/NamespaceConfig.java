package dev.fides.local.servicebus.config;

import java.util.List;

/** The queues and topics of one Service Bus namespace. */
public record NamespaceConfig(List<QueueConfig> queues, List<TopicConfig> topics) {

    public NamespaceConfig {
        queues = List.copyOf(queues);
        topics = List.copyOf(topics);
    }
}
