package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void a_service_that_answers_has_no_fault() {
        Probe probe = new Probe("cosmos", looks::incrementAndGet, Runnable::run);

        probe.start();
        probe.start();

        assertThat(probe.fault(SOON)).isEmpty();
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
        Probe probe = new Probe("serviceBus", looks::incrementAndGet, later::add);

        probe.start();
        probe.start();

        assertThat(later).hasSize(1);
        assertThat(probe.fault(SOON))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("no answer"));
        later.remove().run();
        assertThat(probe.fault(SOON)).isEmpty();
    }

    private static String faultOf(RuntimeException fault) {
        Probe probe = new Probe(
                "cosmos",
                () -> {
                    throw fault;
                },
                Runnable::run);
        probe.start();
        return probe.fault(SOON).orElseThrow();
    }
}
