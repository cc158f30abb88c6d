package dev.fides.local.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What arrived, without its values.
 *
 * @param items how many items of each type, such as {@code MetricData}
 * @param metrics names of dimensions by metric
 * @param operations names of attributes by request or dependency
 * @param logAttributes names of attributes of log lines and exceptions
 * @param roles cloud role names
 * @param faults what could not be read
 */
public record Summary(
        Map<String, Long> items,
        Map<String, Set<String>> metrics,
        Map<String, Set<String>> operations,
        Set<String> logAttributes,
        Set<String> roles,
        Set<String> faults) {

    /** Sums up items as they come; not safe for use by several threads. */
    static final class Builder {
        private final Map<String, Long> items = new TreeMap<>();
        private final Map<String, Set<String>> metrics = new TreeMap<>();
        private final Map<String, Set<String>> operations = new TreeMap<>();
        private final Set<String> logAttributes = new TreeSet<>();
        private final Set<String> roles = new TreeSet<>();
        private final Set<String> faults = new TreeSet<>();

        /** Takes one envelope of the Application Insights protocol. */
        void add(JsonNode envelope) {
            String type = envelope.at("/data/baseType").asText("unknown");
            JsonNode data = envelope.at("/data/baseData");
            items.merge(type, 1L, Long::sum);
            String role = envelope.path("tags").path("ai.cloud.role").asText("");
            if (!role.isEmpty()) {
                roles.add(role);
            }
            switch (type) {
                case "MetricData" ->
                    data.path("metrics")
                            .forEach(
                                    metric -> names(metrics, metric.path("name").asText(), data));
                case "RequestData", "RemoteDependencyData" ->
                    names(operations, data.path("name").asText(), data);
                case "MessageData", "ExceptionData" ->
                    data.path("properties").fieldNames().forEachRemaining(logAttributes::add);
                default -> faults.add("items of type " + type + " are not summed up");
            }
        }

        void fault(String text) {
            faults.add(text);
        }

        private static void names(Map<String, Set<String>> byName, String name, JsonNode data) {
            Set<String> names = byName.computeIfAbsent(name, unseen -> new TreeSet<>());
            data.path("properties").fieldNames().forEachRemaining(names::add);
        }

        Summary build() {
            return new Summary(
                    new TreeMap<>(items),
                    copy(metrics),
                    copy(operations),
                    new TreeSet<>(logAttributes),
                    new TreeSet<>(roles),
                    new TreeSet<>(faults));
        }

        private static Map<String, Set<String>> copy(Map<String, Set<String>> byName) {
            Map<String, Set<String>> copy = new TreeMap<>();
            byName.forEach((name, names) -> copy.put(name, new TreeSet<>(names)));
            return copy;
        }
    }
}
