package dev.fides.local.servicebus.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a namespace from a file in the format of Microsoft's Service Bus emulator ({@code Config.json}).
 *
 * <p>One member is ours: {@code LocalEndpoint}, beside {@code UserConfig}, holds values which Azure accepts and
 * Microsoft's emulator does not. They replace those of every queue and subscription.
 */
public final class NamespaceConfigReader {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final String TIME_TO_LIVE = "DefaultMessageTimeToLive";
    private static final String DELIVERIES = "MaxDeliveryCount";
    private static final String WINDOW = "DuplicateDetectionHistoryTimeWindow";
    private static final String DETECTS_DUPLICATES = "RequiresDuplicateDetection";
    private static final Set<String> SUBSCRIPTION_PROPERTIES = known(
            "DeadLetteringOnMessageExpiration",
            TIME_TO_LIVE,
            "LockDuration",
            DELIVERIES,
            "ForwardDeadLetteredMessagesTo",
            "ForwardTo",
            "RequiresSession");
    private static final Set<String> TOPIC_PROPERTIES = known(TIME_TO_LIVE, WINDOW, DETECTS_DUPLICATES);
    private static final Set<String> QUEUE_PROPERTIES = union(SUBSCRIPTION_PROPERTIES, TOPIC_PROPERTIES);

    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);
    private static final int MOST_DELIVERIES = 2000;

    private final Optional<Integer> maxDeliveryCount;
    private final Optional<Duration> timeToLive;

    private NamespaceConfigReader(ConfigSection overrides) {
        overrides.knowsOnly(known(TIME_TO_LIVE, DELIVERIES));
        this.maxDeliveryCount = overrides.has(DELIVERIES) ? Optional.of(deliveries(overrides)) : Optional.empty();
        this.timeToLive = overrides.has(TIME_TO_LIVE) ? Optional.of(timeToLiveIn(overrides)) : Optional.empty();
    }

    /**
     * Reads and checks the file.
     *
     * @throws InvalidConfigException with all faults at once, each with its path in the file
     */
    public static NamespaceConfig read(Path file) {
        List<String> faults = new ArrayList<>();
        ConfigSection root = new ConfigSection(parse(file), "", faults);
        root.knowsOnly(known("UserConfig", "LocalEndpoint"));
        NamespaceConfig config = new NamespaceConfigReader(root.child("LocalEndpoint"))
                .namespace(root.child("UserConfig").knowsOnly(known("Namespaces", "Logging")));
        faults.addAll(EntityNames.faultsOf(config));
        if (!faults.isEmpty()) {
            throw new InvalidConfigException(file, faults);
        }
        return config;
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new InvalidConfigException(file, List.of("is not JSON: " + e.getOriginalMessage() + line));
        } catch (NoSuchFileException e) {
            throw new InvalidConfigException(file, List.of("there is no such file"));
        } catch (IOException e) {
            throw new InvalidConfigException(file, List.of("cannot be read: " + e));
        }
    }

    private NamespaceConfig namespace(ConfigSection userConfig) {
        List<ConfigSection> namespaces = userConfig.children("Namespaces");
        if (namespaces.size() != 1) {
            userConfig.fault("Namespaces", "must hold exactly one namespace");
            return new NamespaceConfig(List.of(), List.of());
        }
        ConfigSection namespace = namespaces.get(0).knowsOnly(known("Name", "Queues", "Topics"));
        return new NamespaceConfig(
                namespace.children("Queues").stream().map(this::queue).toList(),
                namespace.children("Topics").stream().map(this::topic).toList());
    }

    private QueueConfig queue(ConfigSection queue) {
        queue.knowsOnly(known("Name", "Properties"));
        ConfigSection properties = queue.child("Properties").knowsOnly(QUEUE_PROPERTIES);
        return queue(queue.name(), properties, duplicateWindow(properties));
    }

    private TopicConfig topic(ConfigSection topic) {
        topic.knowsOnly(known("Name", "Properties", "Subscriptions"));
        ConfigSection properties = topic.child("Properties").knowsOnly(TOPIC_PROPERTIES);
        List<QueueConfig> subscriptions =
                topic.children("Subscriptions").stream().map(this::subscription).toList();
        if (subscriptions.isEmpty()) {
            topic.fault("Subscriptions", "must hold at least one subscription");
        }
        return new TopicConfig(
                topic.name(), timeToLive.orElse(timeToLiveIn(properties)), duplicateWindow(properties), subscriptions);
    }

    private QueueConfig subscription(ConfigSection subscription) {
        subscription.knowsOnly(known("Name", "Properties", "Rules"));
        if (!subscription.children("Rules").isEmpty()) {
            subscription.fault("Rules", "filters are not supported: every subscription gets every message");
        }
        ConfigSection properties = subscription.child("Properties").knowsOnly(SUBSCRIPTION_PROPERTIES);
        return queue(subscription.name(), properties, Optional.empty());
    }

    private QueueConfig queue(String name, ConfigSection properties, Optional<Duration> duplicateWindow) {
        return new QueueConfig(
                name,
                properties.flag("RequiresSession"),
                properties.duration("LockDuration", ONE_SECOND, Duration.ofMinutes(5), Duration.ofMinutes(1)),
                maxDeliveryCount.orElse(deliveries(properties)),
                timeToLive.orElse(timeToLiveIn(properties)),
                properties.flag("DeadLetteringOnMessageExpiration"),
                duplicateWindow,
                properties.text("ForwardTo"),
                properties.text("ForwardDeadLetteredMessagesTo"));
    }

    private static int deliveries(ConfigSection properties) {
        return properties.integer(DELIVERIES, 1, MOST_DELIVERIES, 3);
    }

    private static Duration timeToLiveIn(ConfigSection properties) {
        return properties.duration(TIME_TO_LIVE, ONE_SECOND, LONGEST_LIFE, Duration.ofHours(1));
    }

    private static Optional<Duration> duplicateWindow(ConfigSection properties) {
        Duration window = properties.duration(WINDOW, ONE_SECOND, Duration.ofDays(7), Duration.ofSeconds(20));
        return properties.flag(DETECTS_DUPLICATES) ? Optional.of(window) : Optional.empty();
    }

    private static Set<String> known(String... names) {
        return new LinkedHashSet<>(Arrays.asList(names));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
