package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;

/** A run as the API shows it. */
record RunView(JsonNode json) {

    private static final Set<String> ENDED =
            Set.of("COMPLETED", "COMPLETED_WITH_FAILURES", "INCOMPLETE", "FAILED", "CANCELLED", "SUPERSEDED");

    String id() {
        return json.path("run").asText();
    }

    String status() {
        return json.path("status").asText();
    }

    String error() {
        return json.path("error").asText();
    }

    long counter(String name) {
        JsonNode counter = json.path("counters").path(name);
        assertThat(counter.isIntegralNumber())
                .as("counter %s of %s", name, json)
                .isTrue();
        return counter.asLong();
    }

    boolean hasEnded() {
        return ENDED.contains(status());
    }

    private long sum(String... names) {
        return Stream.of(names).mapToLong(this::counter).sum();
    }

    /** Every record that was read has exactly one outcome, and none is pending. */
    RunView requireSums() {
        assertThat(sum("unchanged", "changed", "filtered", "parked", "invalid"))
                .as("read of %s", json)
                .isEqualTo(counter("read"));
        assertThat(sum("published", "superseded", "failed", "cancelled"))
                .as("changed of %s", json)
                .isEqualTo(counter("changed"));
        assertThat(counter("pending")).as("pending of %s", json).isZero();
        return this;
    }

    RunView requireStatus(String expected) {
        assertThat(status()).as("%s", json).isEqualTo(expected);
        return this;
    }
}
