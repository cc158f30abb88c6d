package dev.fides.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.fakes.InMemoryControlStore;
import dev.fides.fakes.ManualClock;
import dev.fides.json.Json;
import dev.fides.limits.SharedCircuit.Mode;
import dev.fides.resilience.Admission;
import dev.fides.resilience.CircuitState;
import dev.fides.resilience.CircuitState.Status;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Side;
import dev.fides.resilience.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedCircuitsTest {

    private static final ConnectionId TARGET = new ConnectionId("cities", Side.TARGET);
    private static final Duration OPEN_FOR = Duration.ofSeconds(30);
    private static final Verdict HEALTHY = new Verdict.Healthy();
    private static final Verdict FAILING = new Verdict.Failing("status 503", Optional.empty());

    private final ManualClock clock = new ManualClock();
    private final InMemoryControlStore store = new InMemoryControlStore(clock);
    private final SharedCircuits one = new SharedCircuits(store, clock, Runnable::run, "one");
    private final SharedCircuits two = new SharedCircuits(store, clock, Runnable::run, "two");

    @Test
    void what_one_instance_found_holds_the_others_back_within_a_second() {
        assertThat(two.closedFor(TARGET)).isEmpty();
        breakDown(one);
        clock.advance(Duration.ofSeconds(1));
        assertThat(two.closedFor(TARGET)).contains(Duration.ofSeconds(29));
        assertThat(two.circuit(TARGET).why()).contains("status 500");
        assertThat(two.closedFor(new ConnectionId("cities", Side.HOST))).isEmpty();
        assertThat(two.closedFor(new ConnectionId("towns", Side.TARGET))).isEmpty();
    }

    @Test
    void one_piece_of_work_of_all_instances_tries_the_service() {
        breakDown(one);
        clock.advance(OPEN_FOR);
        assertThat(two.enter(TARGET)).isEmpty();
        assertThat(two.enter(TARGET)).isPresent();
        assertThat(one.enter(TARGET)).isPresent();
        assertThat(one.gate(TARGET).admit()).isInstanceOf(Admission.Refused.class);
        assertThat(two.gate(TARGET).admit()).isInstanceOf(Admission.Trial.class);
        assertThat(two.gate(TARGET).admit()).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void a_trial_that_succeeds_lets_everybody_go_on() {
        breakDown(one);
        clock.advance(OPEN_FOR);
        assertThat(two.gate(TARGET).admit()).isInstanceOf(Admission.Trial.class);
        two.gate(TARGET).tried(HEALTHY);
        clock.advance(Duration.ofSeconds(1));
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(one.gate(TARGET).admit()).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void trials_that_fail_become_ever_rarer_up_to_one_in_15_minutes() {
        breakDown(one);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Duration wait = one.closedFor(TARGET).orElseThrow();
            waits.add(wait.toSeconds());
            clock.advance(wait);
            assertThat(one.gate(TARGET).admit()).isInstanceOf(Admission.Trial.class);
            one.gate(TARGET).tried(FAILING);
        }
        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
        assertThat(one.circuit(TARGET).why()).contains("status 503");
    }

    @Test
    void a_service_that_fails_again_at_once_is_left_alone_for_longer() {
        breakDown(one);
        clock.advance(OPEN_FOR);
        one.gate(TARGET).admit();
        one.gate(TARGET).tried(HEALTHY);
        clock.advance(Duration.ofSeconds(5));
        breakDown(one);
        assertThat(one.closedFor(TARGET)).contains(OPEN_FOR.multipliedBy(2));
    }

    @Test
    void a_trial_nobody_made_is_anybodys_after_its_time() {
        breakDown(one);
        clock.advance(OPEN_FOR);
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(two.enter(TARGET)).isPresent();
        clock.advance(SharedGate.TRIAL);
        assertThat(two.enter(TARGET)).isEmpty();
    }

    @Test
    void an_operator_holds_a_healthy_service_back_and_lets_it_go_again() {
        SharedCircuit forced = one.force(TARGET, Mode.OPEN, "ann");
        assertThat(forced.by()).contains("ann");
        clock.advance(Duration.ofSeconds(1));
        assertThat(two.enter(TARGET)).contains(SharedGate.WHILE_FORCED);
        one.force(TARGET, Mode.AUTO, "ann");
        clock.advance(Duration.ofSeconds(1));
        assertThat(two.enter(TARGET)).isEmpty();
    }

    @Test
    void the_instance_that_an_operator_told_follows_at_once_without_asking_the_store() {
        assertThat(one.enter(TARGET)).isEmpty();
        one.force(TARGET, Mode.OPEN, "ann");
        store.faults().down();
        assertThat(one.enter(TARGET)).contains(SharedGate.WHILE_FORCED);
    }

    @Test
    void what_an_operator_forces_closed_is_used_whatever_the_calls_find() {
        breakDown(one);
        one.force(TARGET, Mode.CLOSED, "ann");
        breakDown(one);
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(one.gate(TARGET).overrules()).isTrue();
        assertThat(one.gate(TARGET).admit()).isInstanceOf(Admission.Forced.class);
    }

    @Test
    void without_the_store_each_instance_goes_on_alone() {
        store.faults().down();
        breakDown(one);
        assertThat(one.closedFor(TARGET)).isPresent();
        assertThat(two.closedFor(TARGET)).isEmpty();
        clock.advance(OPEN_FOR);
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(one.gate(TARGET).admit()).isInstanceOf(Admission.Trial.class);
        one.gate(TARGET).tried(HEALTHY);
        assertThat(one.enter(TARGET)).isEmpty();
    }

    @Test
    void a_wait_that_a_service_asked_for_holds_all_instances_back_and_is_told() {
        askToWait(one, Duration.ofMinutes(5));
        clock.advance(Duration.ofSeconds(1));

        assertThat(two.enter(TARGET)).contains(Duration.ofSeconds(299));
        assertThat(two.reason(TARGET)).isEqualTo("the target asked to wait until 2026-01-01T00:05:00Z: status 429");
        assertThat(two.pause(TARGET)).isPresent();
        assertThat(two.circuit(TARGET).holdsBack()).isFalse();
        clock.advance(Duration.ofMinutes(5));
        assertThat(two.enter(TARGET)).isEmpty();
        assertThat(two.pause(TARGET)).isEmpty();
    }

    @Test
    void a_short_wait_is_nobody_elses_business() {
        askToWait(one, Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(1));

        assertThat(two.enter(TARGET)).isEmpty();
    }

    @Test
    void forcing_a_circuit_closed_ends_a_wait_for_all_and_it_does_not_come_back_with_the_calls() {
        askToWait(one, Duration.ofMinutes(5));
        two.force(TARGET, Mode.CLOSED, "ann");
        clock.advance(Duration.ofSeconds(1));
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(one.gate(TARGET).decidedAt()).contains(clock.instant());

        two.force(TARGET, Mode.AUTO, "ann");
        clock.advance(Duration.ofSeconds(1));
        assertThat(one.enter(TARGET)).isEmpty();
        assertThat(one.gate(TARGET).decidedAt().orElseThrow())
                .isAfter(clock.instant().minusSeconds(2));
    }

    @Test
    void a_circuit_that_an_older_version_stored_has_no_wait() {
        store.save(
                CircuitDocuments.id(TARGET),
                (ObjectNode) Json.parse(
                        "{\"mode\":\"AUTO\",\"open\":false,\"since\":\"2026-01-01T00:00:00Z\",\"openings\":0,"
                                + "\"openForMillis\":0}"),
                Optional.empty(),
                Optional.empty());

        assertThat(one.pause(TARGET)).isEmpty();
    }

    private void askToWait(SharedCircuits instance, Duration time) {
        instance.listener()
                .changed(
                        TARGET,
                        new CircuitState(
                                Status.THROTTLED,
                                clock.instant(),
                                Optional.of(clock.instant().plus(time)),
                                Optional.of("status 429")));
    }

    private void breakDown(SharedCircuits instance) {
        instance.listener()
                .changed(
                        TARGET,
                        new CircuitState(
                                Status.OPEN,
                                clock.instant(),
                                Optional.of(clock.instant().plus(OPEN_FOR)),
                                Optional.of("status 500")));
    }
}
