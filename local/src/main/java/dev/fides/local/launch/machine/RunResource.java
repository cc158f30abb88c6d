package dev.fides.local.launch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.terminal.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A run.
 *
 * @param body as the app's HTTP API tells it
 */
public record RunResource(JsonNode body) {

    public String status() {
        return body.path("status").asText();
    }

    public long counter(String name) {
        return body.path("counters").path(name).asLong();
    }

    boolean hasEnded() {
        return progress(0).hasEnded();
    }

    public boolean isComplete() {
        return status().equals("COMPLETED");
    }

    /** @param expected number of records that the run is going to read */
    RunProgress progress(long expected) {
        return RunProgress.of(body, expected);
    }

    /** Why it was given up. */
    public Optional<String> error() {
        return Optional.ofNullable(body.path("error").textValue());
    }

    Optional<Duration> duration() {
        return instant("startedAt").flatMap(start -> instant("endedAt").map(end -> Duration.between(start, end)));
    }

    private Optional<Instant> instant(String member) {
        try {
            return Optional.of(Instant.parse(body.path(member).asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
