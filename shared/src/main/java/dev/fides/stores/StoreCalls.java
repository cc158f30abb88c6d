package dev.fides.stores;

import dev.fides.model.FidesException;
import dev.fides.model.PermanentException;
import dev.fides.model.RetryableException;
import dev.fides.resilience.Attempts;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.ResilientCalls;
import dev.fides.resilience.Verdict;
import dev.fides.rest.http.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of one store under its limits: each call of a method is one request to them. */
record StoreCalls(ConnectionId connection, ResilientCalls calls, List<String> secrets) {

    StoreCalls {
        secrets = List.copyOf(secrets);
    }

    /** What one call came to. */
    private record Answer<T>(Optional<T> value, Optional<FidesException> fault) {}

    /**
     * Calls, again where that may help.
     *
     * @throws FidesException what the store threw in the end, or a {@link RetryableException} when it was not called
     */
    <T> T call(String what, Supplier<T> call) {
        Attempts<Answer<T>> attempts = calls.call(() -> answer(what, call), StoreCalls::verdict);
        Optional<HeldBack> heldBack = attempts.heldBack();
        if (heldBack.isPresent()) {
            throw heldBack(what, heldBack.get());
        }
        Answer<T> answer = attempts.last().orElseThrow();
        return answer.value().orElseThrow(() -> answer.fault().orElseThrow());
    }

    /** Calls as often as the verdict on what came of it wants; empty when no call more was wanted than were let pass. */
    Optional<HeldBack> attempt(Supplier<Verdict> call) {
        return calls.call(call, Function.identity()).heldBack();
    }

    RetryableException heldBack(String what, HeldBack heldBack) {
        return new RetryableException(
                describe(what, "not called: " + heldBack.why()),
                heldBack.retryAfter().orElse(null),
                null);
    }

    String describe(String what, String outcome) {
        return what + ": " + outcome + " (" + connection + ")";
    }

    /** What a store threw, as a fault that says whether trying again may help: one that nobody declared may. */
    FidesException fault(String what, RuntimeException thrown) {
        if (thrown instanceof FidesException known) {
            return redacted(known);
        }
        String message = redact(describe(what, "failed unexpectedly: " + thrown));
        return new RetryableException(message, hasSecret(thrown) ? null : thrown);
    }

    /** The same fault with a bounded wait, and without app settings in its message; then without its causes, which would repeat them. */
    FidesException redacted(FidesException fault) {
        Optional<Duration> asked =
                fault instanceof RetryableException retryable ? retryable.retryAfter() : Optional.empty();
        if (!hasSecret(fault) && asked.map(this::bounded).equals(asked)) {
            return fault;
        }
        String message = redact(fault.getMessage());
        return fault instanceof RetryableException
                ? new RetryableException(
                        message, asked.map(this::bounded).orElse(null), hasSecret(fault) ? null : fault)
                : new PermanentException(message);
    }

    /** How long a store asks to be left alone, no longer than is acceptable; a time that has gone by asks for nothing. */
    Duration bounded(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : calls.bounded(asked);
    }

    private boolean hasSecret(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (!redact(text).equals(text)) {
                return true;
            }
        }
        return false;
    }

    String redact(String text) {
        return Messages.redact(text, secrets);
    }

    private <T> Answer<T> answer(String what, Supplier<T> call) {
        try {
            T value = Objects.requireNonNull(call.get(), "the store returned null");
            return new Answer<>(Optional.of(value), Optional.empty());
        } catch (RuntimeException e) {
            return new Answer<>(Optional.empty(), Optional.of(fault(what, e)));
        }
    }

    private static Verdict verdict(Answer<?> answer) {
        return answer.fault().map(StoreCalls::verdict).orElseGet(Verdict.Healthy::new);
    }

    /** What a fault says about the service; who names a time wants no further request before. */
    static Verdict verdict(FidesException fault) {
        if (fault instanceof RetryableException retryable) {
            return verdict(retryable.getMessage(), retryable.retryAfter());
        }
        return fault instanceof PermanentException
                ? new Verdict.Healthy()
                : new Verdict.Failing(fault.getMessage(), Optional.empty());
    }

    static Verdict verdict(String why, Optional<Duration> retryAfter) {
        return retryAfter.isPresent()
                ? new Verdict.Overloaded(why, retryAfter)
                : new Verdict.Failing(why, Optional.empty());
    }
}
