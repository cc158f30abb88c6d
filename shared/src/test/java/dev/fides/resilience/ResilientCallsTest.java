package dev.fides.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.config.service.Circuit;
import dev.fides.config.service.Resilience;
import dev.fides.model.Priority;
import dev.fides.resilience.CircuitState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ResilientCallsTest {

    private Optional<Instant> decidedAt = Optional.empty();
    private static final ConnectionId CONNECTION = new ConnectionId("cities", Side.TARGET);
    private static final Circuit CIRCUIT = new Circuit(50, 4, Duration.ofSeconds(30), Duration.ofSeconds(8));

    private final ManualTime time = new ManualTime();
    private final List<CircuitState> changes = new ArrayList<>();
    private final AtomicReference<Optional<Duration>> gate = new AtomicReference<>(Optional.empty());
    private final Deque<Verdict> verdicts = new ArrayDeque<>();
    private int sent;

    @Test
    void a_request_that_works_is_sent_once() {
        assertThat(call(calls(3)).last()).contains(1);
        assertThat(sent).isEqualTo(1);
    }

    @Test
    void what_is_transient_is_repeated_up_to_the_configured_attempts() {
        verdicts.addAll(List.of(failing(), failing(), failing(), failing()));
        Attempts<Integer> attempts = call(calls(3));
        assertThat(attempts.answers()).containsExactly(1, 2, 3);
        assertThat(attempts.heldBack()).isEmpty();
    }

    @Test
    void a_doubtful_request_is_not_repeated() {
        verdicts.add(new Verdict.Doubtful("lost"));
        assertThat(call(calls(3)).answers()).containsExactly(1);
    }

    @Test
    void back_off_grows_exponentially_under_full_jitter() {
        Pace pace = new Pace(time, time::sleep, new Random(7), Duration.ofMillis(100), Duration.ofSeconds(1));
        for (int i = 0; i < 200; i++) {
            assertThat(pace.backoff(1, Optional.empty()).orElseThrow())
                    .isBetween(Duration.ZERO, Duration.ofMillis(100));
            assertThat(pace.backoff(3, Optional.empty()).orElseThrow())
                    .isBetween(Duration.ZERO, Duration.ofMillis(400));
            assertThat(pace.backoff(60, Optional.empty()).orElseThrow())
                    .isBetween(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    @Test
    void retry_after_is_obeyed() {
        verdicts.add(new Verdict.Overloaded("429", Optional.of(Duration.ofSeconds(3))));
        assertThat(call(calls(3)).last()).contains(2);
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void a_retry_after_beyond_the_bound_is_handed_back_and_holds_every_call_of_the_connection_back() {
        verdicts.add(new Verdict.Overloaded("429 from the service", Optional.of(Duration.ofMinutes(2))));
        ResilientCalls calls = calls(3);
        assertThat(call(calls).answers()).containsExactly(1);
        assertThat(call(calls).heldBack().orElseThrow().retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(calls.state().status()).isEqualTo(Status.THROTTLED);
        assertThat(changes).extracting(CircuitState::status).containsExactly(Status.THROTTLED);
        time.advance(Duration.ofMinutes(2));
        assertThat(call(calls).last()).contains(2);
        assertThat(calls.state().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void a_service_that_asks_for_a_day_is_left_alone_for_a_quarter_of_an_hour() {
        verdicts.add(new Verdict.Overloaded("429 from the service", Optional.of(Duration.ofHours(24))));
        ResilientCalls calls = calls(3);
        call(calls);

        assertThat(call(calls).heldBack().orElseThrow().retryAfter()).contains(Duration.ofMinutes(15));
    }

    @Test
    void what_an_operator_decides_ends_the_pause_that_a_service_asked_for_before() {
        verdicts.add(new Verdict.Overloaded("429 from the service", Optional.of(Duration.ofMinutes(2))));
        ResilientCalls calls = calls(1);
        call(calls);
        assertThat(call(calls).heldBack()).isPresent();

        decidedAt = Optional.of(time.instant());
        assertThat(call(calls).last()).isPresent();
        decidedAt = Optional.empty();
        assertThat(call(calls).last()).isPresent();
    }

    @Test
    void the_circuit_opens_when_the_failure_rate_is_reached_and_closes_after_trials_that_work() {
        ResilientCalls calls = calls(1);
        verdicts.addAll(List.of(failing(), failing(), failing(), failing()));
        for (int i = 0; i < 4; i++) {
            call(calls);
        }
        HeldBack held = call(calls).heldBack().orElseThrow();
        assertThat(held.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(held.why()).contains("cities/target", "status 500");
        assertThat(sent).isEqualTo(4);
        assertThat(calls.state().status()).isEqualTo(Status.OPEN);
        assertThat(calls.state().why()).contains("status 500");

        time.advance(Duration.ofSeconds(31));
        for (int i = 0; i < 3; i++) {
            assertThat(call(calls).last()).isPresent();
        }
        assertThat(changes)
                .extracting(CircuitState::status)
                .containsExactly(Status.OPEN, Status.HALF_OPEN, Status.CLOSED);
    }

    @Test
    void the_attempts_of_one_call_stop_when_they_open_the_circuit_and_keep_what_they_saw() {
        for (int i = 0; i < 9; i++) {
            verdicts.add(failing());
        }
        Attempts<Integer> attempts = call(calls(9));
        assertThat(attempts.answers()).containsExactly(1, 2, 3, 4);
        assertThat(attempts.heldBack()).isPresent();
        assertThat(attempts.last()).isEmpty();
    }

    @Test
    void slow_calls_open_the_circuit_too() {
        ResilientCalls calls = calls(1);
        for (int i = 0; i < 4; i++) {
            calls.call(
                    () -> {
                        time.advance(Duration.ofSeconds(9));
                        return 1;
                    },
                    answer -> new Verdict.Healthy());
        }
        assertThat(calls.state().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void a_closed_gate_holds_calls_back_without_sending() {
        gate.set(Optional.of(Duration.ofMinutes(1)));
        ResilientCalls calls = calls(3);
        assertThat(call(calls).heldBack().orElseThrow().retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(sent).isZero();
        gate.set(Optional.empty());
        assertThat(call(calls).last()).isPresent();
    }

    @Test
    void every_attempt_takes_a_permit_and_a_late_permit_holds_the_call_back() {
        verdicts.addAll(List.of(failing(), failing()));
        List<Duration> asked = new ArrayList<>();
        RateLimit limit = limit(atMost -> {
            asked.add(atMost);
            return asked.size() > 2 ? Optional.empty() : Optional.of(Duration.ofMillis(20));
        });
        Attempts<Integer> attempts = call(calls(3, 8, limit));
        assertThat(attempts.answers()).containsExactly(1, 2);
        assertThat(attempts.heldBack().orElseThrow().retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_call_waits_for_the_share_of_an_instance_that_begins() {
        List<Duration> asked = new ArrayList<>();
        RateLimit limit = new FakeLimit(
                atMost -> {
                    asked.add(atMost);
                    return asked.size() < 5 ? Optional.empty() : Optional.of(Duration.ZERO);
                },
                true);
        assertThat(call(calls(3, 8, limit)).last()).contains(1);
        assertThat(asked).hasSize(5);
    }

    @Test
    void a_share_that_does_not_come_holds_the_call_back_after_the_longest_wait() {
        RateLimit limit = new FakeLimit(atMost -> Optional.empty(), true);
        assertThat(call(calls(3, 8, limit)).heldBack()).isPresent();
        assertThat(time.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10));
    }

    @Test
    void who_wakes_up_late_takes_another_permit() {
        List<Duration> asked = new ArrayList<>();
        RateLimit limit = limit(atMost -> {
            asked.add(atMost);
            return Optional.of(Duration.ofMillis(20));
        });
        Pace pace = new Pace(
                time,
                wait -> time.sleep(asked.size() < 3 ? wait.plusMillis(300) : wait),
                new Random(3),
                Duration.ofNanos(1),
                Duration.ofSeconds(10));
        assertThat(call(new ResilientCalls(CONNECTION, settings(3, 8), shared(limit), pace))
                        .last())
                .contains(1);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(2)).isLessThan(asked.get(0));
    }

    @Test
    void an_interrupt_during_a_wait_ends_the_call_and_stays_set() {
        verdicts.add(failing());
        Pace pace = new Pace(
                time,
                wait -> {
                    throw new InterruptedException();
                },
                new Random(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
        ResilientCalls calls = new ResilientCalls(
                CONNECTION, settings(3, 8), shared(limit(atMost -> Optional.of(Duration.ZERO))), pace);
        Attempts<Integer> attempts = call(calls);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts.answers()).containsExactly(1);
        assertThat(attempts.heldBack()).isPresent();
    }

    @Test
    void no_more_calls_are_under_way_than_allowed() throws Exception {
        Pace pace = new Pace(time, time::sleep, new Random(1), Duration.ofNanos(1), Duration.ofMillis(1));
        ResilientCalls calls = new ResilientCalls(
                CONNECTION, settings(1, 1), shared(limit(atMost -> Optional.of(Duration.ZERO))), pace);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Attempts<Integer>> first = other.submit(() -> calls.call(
                    () -> {
                        started.countDown();
                        awaitUninterrupted(release);
                        return 1;
                    },
                    answer -> new Verdict.Healthy()));
            started.await();
            assertThat(call(calls).heldBack()).isPresent();
            release.countDown();
            assertThat(first.get().last()).contains(1);
            assertThat(call(calls).last()).isPresent();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void a_request_that_throws_counts_as_failed_and_gives_its_place_back() {
        ResilientCalls calls = calls(1, 1, limit(atMost -> Optional.of(Duration.ZERO)));
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> calls.call(
                            () -> {
                                throw new IllegalStateException("broken");
                            },
                            answer -> new Verdict.Healthy()))
                    .hasMessage("broken");
        }
        assertThat(calls.state().status()).isEqualTo(Status.OPEN);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Attempts<Integer> call(ResilientCalls calls) {
        return calls.call(() -> ++sent, answer -> verdicts.isEmpty() ? new Verdict.Healthy() : verdicts.remove());
    }

    private static Verdict failing() {
        return new Verdict.Failing("status 500", Optional.empty());
    }

    private ResilientCalls calls(int attempts) {
        return calls(attempts, 8, limit(atMost -> Optional.of(Duration.ZERO)));
    }

    private ResilientCalls calls(int attempts, int concurrency, RateLimit limit) {
        return new ResilientCalls(CONNECTION, settings(attempts, concurrency), shared(limit), time.pace());
    }

    private static RateLimit limit(Function<Duration, Optional<Duration>> permits) {
        return new FakeLimit(permits, false);
    }

    private record FakeLimit(Function<Duration, Optional<Duration>> permits, boolean expectsShare)
            implements RateLimit {
        @Override
        public Optional<Duration> reserve(Duration atMost, Priority priority) {
            return permits.apply(atMost);
        }

        @Override
        public void overloaded() {}
    }

    private static Resilience settings(int attempts, int concurrency) {
        return new Resilience(attempts, CIRCUIT, 1000, concurrency);
    }

    private SharedResilience shared(RateLimit limit) {
        return new SharedResilience() {
            @Override
            public RateLimit rateLimit(ConnectionId connection, int requestsPerSecond) {
                return limit;
            }

            @Override
            public CircuitGate gate(ConnectionId connection) {
                return new CircuitGate() {
                    @Override
                    public Optional<Duration> closedFor() {
                        return gate.get();
                    }

                    @Override
                    public Optional<Instant> decidedAt() {
                        return decidedAt;
                    }
                };
            }

            @Override
            public CircuitListener listener() {
                return (connection, state) -> changes.add(state);
            }
        };
    }
}
