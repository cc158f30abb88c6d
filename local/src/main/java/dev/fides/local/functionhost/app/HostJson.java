package dev.fides.local.functionhost.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the host obeys of {@code host.json}; the defaults are those of extension bundle 4.
 *
 * @param routePrefix in front of every HTTP route, without slashes at its ends; may be empty
 */
public record HostJson(String routePrefix, ServiceBusOptions serviceBus) {
    private static final Pattern TIME_SPAN =
            Pattern.compile("(?:(\\d+)\\.)?(\\d+):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");

    /**
     * How messages are received.
     *
     * @param maxConcurrentCalls for queues without sessions
     * @param sessionIdleTimeout how long an empty session is kept; none = the SDK's own limit
     */
    public record ServiceBusOptions(
            int prefetchCount,
            Duration maxAutoLockRenewal,
            int maxConcurrentCalls,
            int maxConcurrentSessions,
            Optional<Duration> sessionIdleTimeout) {}

    static HostJson of(JsonNode json) {
        JsonNode extensions = json.path("extensions");
        JsonNode bus = extensions.path("serviceBus");
        if (bus.path("maxConcurrentCallsPerSession").asInt(1) != 1) {
            throw new FunctionHostException("host.json: maxConcurrentCallsPerSession other than 1 is not supported");
        }
        if (!bus.path("autoCompleteMessages").asBoolean(true)) {
            throw new FunctionHostException(
                    "host.json: autoCompleteMessages must be true, since Java functions cannot settle messages");
        }
        return new HostJson(
                extensions.path("http").path("routePrefix").asText("api").replaceAll("^/+|/+$", ""),
                new ServiceBusOptions(
                        bus.path("prefetchCount").asInt(0),
                        timeSpan(bus.path("maxAutoLockRenewalDuration")).orElse(Duration.ofMinutes(5)),
                        bus.path("maxConcurrentCalls").asInt(16),
                        bus.path("maxConcurrentSessions").asInt(8),
                        timeSpan(bus.path("sessionIdleTimeout"))));
    }

    /** A .NET time span: {@code [days.]hours:minutes[:seconds[.fraction]]}. */
    private static Optional<Duration> timeSpan(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        Matcher parts = TIME_SPAN.matcher(value.asText());
        if (!parts.matches()) {
            throw new FunctionHostException("host.json: '%s' is not a time span".formatted(value.asText()));
        }
        return Optional.of(Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)))
                .plusNanos(nanos(parts.group(5))));
    }

    private static long nanos(String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
