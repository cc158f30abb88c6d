package dev.fides.resilience;

import dev.fides.config.service.Resilience;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends the requests of one connection: outside the bulkhead, in it the retries, and for each attempt the rate limit and
 * then the circuit. Safe for use by several threads.
 */
public final class ResilientCalls {

    /** Shares of a rate change hands within seconds: whoever gets none in time comes back after this time. */
    private static final Duration UNTIL_A_SHARE = Duration.ofSeconds(1);

    /** Who waits for a share looks for it so often. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** A permit that is used later than this is not the one that was given. */
    private static final Duration LATE = Duration.ofMillis(40);

    private final ConnectionId connection;
    private final int maxAttempts;
    private final Pace pace;
    private final RateLimit rateLimit;
    private final CircuitGate gate;
    private final ConnectionCircuit circuit;
    private final Bulkhead bulkhead;

    public ResilientCalls(ConnectionId connection, Resilience settings, SharedResilience shared, Pace pace) {
        this.connection = connection;
        this.maxAttempts = Math.max(1, settings.attempts());
        this.pace = pace;
        this.rateLimit = shared.rateLimit(connection, settings.requestsPerSecond());
        this.gate = shared.gate(connection);
        this.circuit = new ConnectionCircuit(connection, settings.circuit(), pace, shared.listener());
        this.bulkhead = Bulkhead.of(
                connection.toString(),
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.concurrency())
                        .maxWaitDuration(pace.maxWait())
                        .build());
    }

    public CircuitState state() {
        return circuit.state();
    }

    /** A pause that the service asked for, no longer than is acceptable. */
    public Duration bounded(Duration pause) {
        return pace.bounded(pause);
    }

    /**
     * Sends a request, again where that may help, as the connection's limits allow.
     *
     * @param request one attempt; must itself end in bounded time
     * @param judge what an attempt's outcome says about the service
     */
    public <T> Attempts<T> call(Supplier<T> request, Function<T, Verdict> judge) {
        Optional<HeldBack> refusal = closed();
        if (refusal.isPresent()) {
            return heldBack(List.of(), refusal.get());
        }
        if (!bulkhead.tryAcquirePermission()) {
            return heldBack(List.of(), new HeldBack("all calls of " + connection + " are in use", Optional.empty()));
        }
        try {
            return attempt(request, judge);
        } finally {
            bulkhead.onComplete();
        }
    }

    private <T> Attempts<T> attempt(Supplier<T> request, Function<T, Verdict> judge) {
        List<T> answers = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            Optional<HeldBack> unfit = await();
            if (unfit.isPresent()) {
                return heldBack(answers, unfit.get());
            }
            Admission admission = gate.admit();
            Optional<HeldBack> refusal = enter(admission);
            if (refusal.isPresent()) {
                return heldBack(answers, refusal.get());
            }
            Verdict verdict = send(request, judge, answers, admission);
            Optional<Duration> wait = attempt < maxAttempts ? waitAfter(verdict, attempt) : Optional.empty();
            if (wait.isEmpty()) {
                return new Attempts<>(answers, Optional.empty());
            }
            Optional<HeldBack> closed = closed();
            if (closed.isPresent()) {
                return heldBack(answers, closed.get());
            }
            if (!sleep(wait.get())) {
                return heldBack(answers, interrupted());
            }
        }
    }

    private static <T> Attempts<T> heldBack(List<T> answers, HeldBack refusal) {
        return new Attempts<>(answers, Optional.of(refusal));
    }

    private <T> Verdict send(Supplier<T> request, Function<T, Verdict> judge, List<T> answers, Admission admission) {
        Instant start = pace.clock().instant();
        Verdict verdict = new Verdict.Failing("a request of " + connection + " ended abnormally", Optional.empty());
        try {
            T answer = request.get();
            answers.add(answer);
            verdict = judge.apply(answer);
        } finally {
            Duration took = Duration.between(start, pace.clock().instant());
            circuit.leave(took.isNegative() ? Duration.ZERO : took, verdict);
            tell(verdict, admission);
        }
        return verdict;
    }

    private void tell(Verdict verdict, Admission admission) {
        if (verdict instanceof Verdict.Overloaded) {
            rateLimit.overloaded();
        }
        if (admission instanceof Admission.Trial) {
            if (verdict instanceof Verdict.Healthy) {
                circuit.close();
            }
            gate.tried(verdict);
        }
    }

    /** How long to wait before another attempt; empty when there is to be none. */
    private Optional<Duration> waitAfter(Verdict verdict, int attempt) {
        if (verdict instanceof Verdict.Failing failing) {
            return pace.backoff(attempt, failing.retryAfter().map(pace::bounded));
        }
        if (verdict instanceof Verdict.Overloaded overloaded) {
            return pace.backoff(attempt, overloaded.retryAfter().map(pace::bounded));
        }
        return Optional.empty();
    }

    /** Why no request may be sent now. Asked before every wait: whoever holds a lane must not wait for a closed circuit. */
    private Optional<HeldBack> closed() {
        Optional<Duration> closed = gate.closedFor();
        if (closed.isPresent()) {
            return Optional.of(heldOpen(closed.get()));
        }
        return gate.overrules() ? Optional.empty() : circuit.refusal();
    }

    private HeldBack heldOpen(Duration wait) {
        return new HeldBack("requests of " + connection + " are held back: " + gate.reason(), Optional.of(wait));
    }

    /** Waits, within bounds, for the end of a pause and for a permit; otherwise says why no request may be sent. */
    private Optional<HeldBack> await() {
        Optional<HeldBack> closed = closed();
        if (closed.isPresent()) {
            return closed;
        }
        Optional<Duration> pause = circuit.pausedFor(gate.decidedAt());
        if (pause.isPresent() && pause.get().compareTo(pace.maxWait()) > 0) {
            return Optional.of(new HeldBack("the service of " + connection + " asked for a pause", pause));
        }
        Duration left = pace.maxWait();
        while (true) {
            Optional<Duration> permit = permit(left);
            if (permit.isEmpty()) {
                return Optional.of(new HeldBack(
                        "more requests than the rate limit of " + connection + " allows", Optional.of(UNTIL_A_SHARE)));
            }
            Duration wait = longer(pause, permit.get());
            Instant due = pace.clock().instant().plus(wait);
            if (!sleep(wait)) {
                return Optional.of(interrupted());
            }
            Duration late = Duration.between(due, pace.clock().instant());
            if (late.compareTo(LATE) <= 0) {
                return Optional.empty();
            }
            // Everybody woke up late, and all at once: who used its permit now would send with those that follow.
            left = left.minus(wait).minus(late);
            pause = Optional.empty();
        }
    }

    private static Duration longer(Optional<Duration> pause, Duration permit) {
        return pause.filter(time -> time.compareTo(permit) > 0).orElse(permit);
    }

    /** Takes a permit, and waits for the share of an instance that begins; empty when none comes in time. */
    private Optional<Duration> permit(Duration atMost) {
        Duration left = atMost.isNegative() ? Duration.ZERO : atMost;
        Optional<Duration> permit = rateLimit.reserve(left, CallPriority.current());
        while (permit.isEmpty() && rateLimit.expectsShare() && left.compareTo(LOOK) > 0 && sleep(LOOK)) {
            left = left.minus(LOOK);
            permit = rateLimit.reserve(left, CallPriority.current());
        }
        return permit;
    }

    private Optional<HeldBack> enter(Admission admission) {
        if (admission instanceof Admission.Refused refused) {
            return Optional.of(heldOpen(refused.retryAfter()));
        }
        return admission instanceof Admission.Granted ? circuit.enter() : Optional.empty();
    }

    /** Whether the whole time passed; when not, the thread stays marked as interrupted. */
    private boolean sleep(Duration time) {
        if (time.isZero()) {
            return true;
        }
        try {
            pace.sleeper().sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HeldBack interrupted() {
        return new HeldBack("the calling thread of " + connection + " was interrupted", Optional.empty());
    }
}
