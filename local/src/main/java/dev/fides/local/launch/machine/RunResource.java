package dev.fides.local.launch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run as the app's HTTP API tells it. */
public record RunResource(
        String status,
        Map<String, Long> counters,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> error) {

    private static final List<String> ENDED =
            List.of("COMPLETED", "COMPLETED_WITH_FAILURES", "INCOMPLETE", "FAILED", "CANCELLED", "SUPERSEDED");
    private static final List<String> OUTCOMES =
            List.of("unchanged", "filtered", "parked", "invalid", "published", "superseded", "failed", "cancelled");

    static RunResource of(JsonNode json) {
        var counters = new TreeMap<String, Long>();
        json.path("counters")
                .properties()
                .forEach(counter ->
                        counters.put(counter.getKey(), counter.getValue().asLong()));
        JsonNode error = json.path("error");
        Optional<String> message = error.isMissingNode() || error.isNull()
                ? Optional.empty()
                : Optional.of(
                        error.isTextual()
                                ? error.asText()
                                : error.path("message").asText(error.toString()));
        return new RunResource(
                json.path("status").asText(), counters, instant(json, "startedAt"), instant(json, "endedAt"), message);
    }

    private static Optional<Instant> instant(JsonNode json, String member) {
        try {
            return Optional.of(Instant.parse(json.path(member).asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public long counter(String name) {
        return counters.getOrDefault(name, 0L);
    }

    boolean hasEnded() {
        return ENDED.contains(status);
    }

    public boolean isComplete() {
        return status.equals("COMPLETED");
    }

    /** Records that have their final outcome. */
    long settled() {
        return OUTCOMES.stream().mapToLong(this::counter).sum();
    }

    Optional<Duration> duration() {
        return startedAt.flatMap(start -> endedAt.map(end -> Duration.between(start, end)));
    }
}
