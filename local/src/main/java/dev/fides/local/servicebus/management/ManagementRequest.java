package dev.fides.local.servicebus.management;

import dev.fides.local.servicebus.broker.ServiceBusFault;
import dev.fides.local.servicebus.broker.Settlement;
import dev.fides.local.servicebus.protocol.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** The body of a management request, read by type. */
record ManagementRequest(Map<?, ?> body) {

    <T> Optional<T> value(String name, Class<T> type) {
        Object value = body.get(name);
        if (value != null && !type.isInstance(value)) {
            throw ServiceBusFault.invalid(name + " must be a " + type.getSimpleName() + ".");
        }
        return Optional.ofNullable(type.cast(value));
    }

    long number(String name) {
        return value(name, Number.class)
                .map(Number::longValue)
                .orElseThrow(() -> ServiceBusFault.invalid(name + " is missing."));
    }

    Optional<String> sessionId() {
        return value("session-id", String.class);
    }

    String requiredSessionId() {
        return sessionId().orElseThrow(() -> ServiceBusFault.invalid("session-id is missing."));
    }

    List<Long> sequenceNumbers() {
        if (body.get("sequence-numbers") instanceof long[] numbers) {
            return LongStream.of(numbers).boxed().toList();
        }
        return value("sequence-numbers", Object[].class).stream()
                .flatMap(Arrays::stream)
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    List<UUID> lockTokens() {
        return value("lock-tokens", Object[].class).stream()
                .flatMap(Arrays::stream)
                .map(UUID.class::cast)
                .toList();
    }

    List<Map<?, ?>> maps(String name) {
        List<Map<?, ?>> maps = new ArrayList<>();
        for (Object entry : value(name, List.class).orElse(List.of())) {
            if (entry instanceof Map<?, ?> map) {
                maps.add(map);
            }
        }
        return maps;
    }

    /** The settlement that {@code update-disposition} asks for; "defered" is the service's own spelling. */
    Settlement settlement() {
        Map<String, Object> properties = Outcomes.properties(body.get("properties-to-modify"));
        String status = value("disposition-status", String.class).orElse("");
        return switch (status) {
            case "completed" -> new Settlement.Complete();
            case "abandoned" -> new Settlement.Abandon(properties);
            case "defered" -> new Settlement.Defer(properties);
            case "suspended" ->
                new Settlement.DeadLetter(
                        value("deadletter-reason", String.class),
                        value("deadletter-description", String.class),
                        properties);
            default -> throw ServiceBusFault.invalid("The disposition-status '" + status + "' is unknown.");
        };
    }
}
