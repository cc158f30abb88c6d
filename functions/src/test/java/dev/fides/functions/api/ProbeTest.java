package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.RetryableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final AtomicInteger looks = new AtomicInteger();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    @Test
    void a_service_that_answers_has_no_fault() {
        Probe probe = probe(looks::incrementAndGet, Runnable::run);

        probe.start();

        assertThat(probe.fault(SOON)).isEmpty();
    }

    @Test
    void what_was_found_counts_for_some_seconds_whatever_it_was() {
        Probe probe = probe(
                () -> {
                    if (looks.incrementAndGet() == 1) {
                        throw new RetryableException("Cosmos DB does not answer", null);
                    }
                },
                Runnable::run);
        probe.start();

        now = now.plus(Probe.FRESH).minusNanos(1);
        probe.start();
        assertThat(probe.fault(SOON)).isPresent();

        now = now.plusNanos(1);
        probe.start();
        assertThat(probe.fault(SOON)).isEmpty();
        assertThat(looks).hasValue(2);
    }

    @Test
    void a_clock_that_was_set_back_stops_no_look() {
        Probe probe = probe(looks::incrementAndGet, Runnable::run);
        probe.start();

        now = now.minusSeconds(3600);
        probe.start();

        assertThat(looks).hasValue(2);
    }

    @Test
    void a_known_fault_is_told_and_an_unforeseen_one_is_not() {
        assertThat(faultOf(new RetryableException("Cosmos DB does not answer", null)))
                .isEqualTo("Cosmos DB does not answer");
        assertThat(faultOf(new IllegalStateException("AccountKey=secret"))).doesNotContain("secret");
    }

    @Test
    void a_look_that_hangs_is_not_repeated_and_counts_as_no_answer() {
        Deque<Runnable> later = new ArrayDeque<>();
        Probe probe = probe(looks::incrementAndGet, later::add);

        probe.start();
        probe.start();

        assertThat(later).hasSize(1);
        assertThat(probe.fault(SOON))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("no answer"));
        later.remove().run();
        assertThat(probe.fault(SOON)).isEmpty();
    }

    private String faultOf(RuntimeException fault) {
        Probe probe = probe(
                () -> {
                    throw fault;
                },
                Runnable::run);
        probe.start();
        return probe.fault(SOON).orElseThrow();
    }

    private Probe probe(Runnable look, Executor threads) {
        return new Probe("cosmos", look, clock, threads);
    }
}
