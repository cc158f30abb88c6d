package dev.fides.resilience;

import dev.fides.config.service.Circuit;
import dev.fides.model.RetryableException;
import dev.fides.resilience.CircuitState.Status;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One connection's circuit breaker, and the pause its service asked for. */
final class ConnectionCircuit {

    private static final int TRIAL_CALLS = 3;
    /** A connection with few calls must not need a whole window of failures to notice that its service is down. */
    private static final int ENOUGH_CALLS = 10;
    /** How soon to come back while others try whether the service is back. */
    private static final Duration TRIAL_TIME = Duration.ofSeconds(1);

    private static final Duration NEWS = Duration.ofSeconds(10);

    /** The pause a service asked for: {@code until} is in the past when it does not hold any more. */
    private record Pause(Instant since, Instant until, String why) {}

    private final ConnectionId connection;
    private final Pace pace;
    private final Clock clock;
    private final CircuitListener listener;
    private final Duration openFor;
    private final CircuitBreaker breaker;
    private final AtomicReference<String> lastError = new AtomicReference<>();
    private final AtomicReference<Instant> changedAt;
    private final AtomicReference<Pause> pause = new AtomicReference<>();

    ConnectionCircuit(ConnectionId connection, Circuit settings, Pace pace, CircuitListener listener) {
        this.connection = connection;
        this.pace = pace;
        this.clock = pace.clock();
        this.listener = listener;
        this.openFor = settings.openFor();
        this.changedAt = new AtomicReference<>(clock.instant());
        this.breaker = CircuitBreaker.of(connection.toString(), config(settings, clock));
        breaker.getEventPublisher().onStateTransition(event -> {
            changedAt.set(clock.instant());
            listener.changed(connection, state());
        });
    }

    private static CircuitBreakerConfig config(Circuit settings, Clock clock) {
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(Math.min(ENOUGH_CALLS, settings.window()))
                .failureRateThreshold(settings.failureRate())
                .slowCallRateThreshold(settings.failureRate())
                .slowCallDurationThreshold(settings.slowCall())
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(Math.min(TRIAL_CALLS, settings.window()))
                .build();
    }

    /**
     * How long the service asked to be left alone from now; empty when it did not or that time is over.
     *
     * @param decidedAt when an operator decided about the connection, which ends what was asked for before
     */
    Optional<Duration> pausedFor(Optional<Instant> decidedAt) {
        Pause current = pause.get();
        if (current != null
                && decidedAt.filter(at -> !at.isBefore(current.since())).isPresent()) {
            pause.compareAndSet(current, null);
            return Optional.empty();
        }
        return current == null ? Optional.empty() : remaining(current.until());
    }

    /** Lets one request pass, whose end must be reported; otherwise says why not. */
    Optional<HeldBack> enter() {
        return breaker.tryAcquirePermission()
                ? Optional.empty()
                : Optional.of(heldBack(openUntil().flatMap(this::remaining).orElse(TRIAL_TIME)));
    }

    /** Why no request may pass now; empty when one may, if only to try. */
    Optional<HeldBack> refusal() {
        return openUntil().flatMap(this::remaining).map(this::heldBack);
    }

    private HeldBack heldBack(Duration wait) {
        String why = lastError.get();
        return new HeldBack(
                "the circuit of " + connection + " is open" + (why == null ? "" : " since " + why), Optional.of(wait));
    }

    /** The service was found to be back. */
    void close() {
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.transitionToClosedState();
        }
    }

    /** Reports the end of a request that was let pass. */
    void leave(Duration took, Verdict verdict) {
        if (verdict instanceof Verdict.Healthy) {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        } else if (verdict instanceof Verdict.Failing failing) {
            failed(took, failing.why());
        } else if (verdict instanceof Verdict.Doubtful doubtful) {
            failed(took, doubtful.why());
        } else if (verdict instanceof Verdict.Overloaded overloaded) {
            failed(took, overloaded.why());
            overloaded.retryAfter().ifPresent(time -> pauseFor(pace.bounded(time), overloaded.why()));
        }
    }

    private void failed(Duration took, String why) {
        lastError.set(why);
        breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new RetryableException(why, null));
    }

    private void pauseFor(Duration time, String why) {
        Instant now = clock.instant();
        Instant until = now.plus(time);
        Pause before = pause.getAndUpdate(
                current -> current != null && current.until().isAfter(until) ? current : new Pause(now, until, why));
        boolean begins = before == null || !before.until().isAfter(now);
        // Each answer of a busy service moves the end a little: others need not hear of each.
        if (begins || before.until().plus(NEWS).isBefore(until)) {
            listener.changed(connection, state());
        }
    }

    CircuitState state() {
        Optional<String> why = Optional.ofNullable(lastError.get());
        Pause current = pause.get();
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> new CircuitState(Status.OPEN, changedAt.get(), openUntil(), why);
            case HALF_OPEN -> new CircuitState(Status.HALF_OPEN, changedAt.get(), Optional.empty(), why);
            case CLOSED, DISABLED, METRICS_ONLY ->
                current != null && remaining(current.until()).isPresent()
                        ? new CircuitState(
                                Status.THROTTLED,
                                current.since(),
                                Optional.of(current.until()),
                                Optional.of(current.why()))
                        : new CircuitState(Status.CLOSED, changedAt.get(), Optional.empty(), why);
        };
    }

    private Optional<Instant> openUntil() {
        return breaker.getState() == CircuitBreaker.State.OPEN
                ? Optional.of(changedAt.get().plus(openFor))
                : Optional.empty();
    }

    private Optional<Duration> remaining(Instant until) {
        Duration time = Duration.between(clock.instant(), until);
        return time.isNegative() || time.isZero() ? Optional.empty() : Optional.of(time);
    }
}
