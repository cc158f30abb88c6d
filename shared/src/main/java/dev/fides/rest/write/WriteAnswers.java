package dev.fides.rest.write;

import dev.fides.config.service.TargetKind;
import dev.fides.resilience.Attempts;
import dev.fides.resilience.HeldBack;
import dev.fides.resilience.Verdict;
import dev.fides.rest.call.ServiceConnection;
import dev.fides.rest.http.Exchange;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Request;
import dev.fides.target.WriteResult;
import dev.fides.target.WriteResult.Refused;
import dev.fides.target.WriteResult.Unavailable;
import dev.fides.target.WriteResult.Unknown;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;

/** What a target's answers to writes mean, by the statuses of its definition. */
public final class WriteAnswers {

    private final TargetKind.Rest definition;
    private final ServiceConnection connection;

    public WriteAnswers(TargetKind.Rest definition, ServiceConnection connection) {
        this.definition = definition;
        this.connection = connection;
    }

    boolean isSuccess(int status) {
        return definition.success().contains(status);
    }

    boolean isPermanent(int status) {
        return definition.permanent().contains(status);
    }

    /**
     * Sends a write.
     *
     * @param repeatable whether it may be sent again although an earlier request may have been applied
     * @param expected statuses the caller knows how to go on from
     */
    Attempts<Exchange> send(Request request, boolean repeatable, IntPredicate expected) {
        return connection.send(request, exchange -> judge(request, exchange, repeatable, expected));
    }

    private Verdict judge(Request request, Exchange exchange, boolean repeatable, IntPredicate expected) {
        if (exchange instanceof Answer answer && isFinal(answer.status(), expected)) {
            return new Verdict.Healthy();
        }
        String why = connection.describe(request, exchange);
        if (!repeatable && mayBeApplied(exchange)) {
            return new Verdict.Doubtful(why);
        }
        if (exchange instanceof Answer answer) {
            Optional<Duration> retryAfter = connection.retryAfter(answer);
            return answer.status() == 429 || answer.status() == 503
                    ? new Verdict.Overloaded(why, retryAfter)
                    : new Verdict.Failing(why, retryAfter);
        }
        return new Verdict.Failing(why, Optional.empty());
    }

    /** Asking again would give the same; that includes 2xx that are no success here, such as "accepted". */
    private boolean isFinal(int status, IntPredicate expected) {
        return isSuccess(status) || isPermanent(status) || expected.test(status) || is2xx(status);
    }

    private static boolean is2xx(int status) {
        return status >= 200 && status < 300;
    }

    /**
     * Whether the target may hold the write although it did not confirm it: an answer that got lost, a gateway or server
     * that failed on the way, a success of an unexpected kind.
     */
    private boolean mayBeApplied(Exchange exchange) {
        return exchange instanceof Lost
                || (exchange instanceof Answer answer
                        && !isPermanent(answer.status())
                        && mayBeApplied(answer.status()));
    }

    private boolean mayBeApplied(int status) {
        boolean failedOnTheWay = status >= 500 && status != 501 && status != 503;
        return failedOnTheWay || (is2xx(status) && !isSuccess(status));
    }

    /** The result of a write that ended without a confirmation; an earlier doubt outlives a later "unavailable". */
    WriteResult unconfirmed(Request request, Attempts<Exchange> attempts) {
        WriteResult result = lastResult(request, attempts);
        if (result instanceof Unavailable unavailable
                && attempts.answers().stream().anyMatch(this::mayBeApplied)) {
            return new Unknown("an earlier attempt may have been applied; " + unavailable.message());
        }
        return result;
    }

    private WriteResult lastResult(Request request, Attempts<Exchange> attempts) {
        Optional<HeldBack> heldBack = attempts.heldBack();
        if (heldBack.isPresent()) {
            return new Unavailable(
                    connection.describe(request, heldBack.get()), heldBack.get().retryAfter());
        }
        Exchange last = attempts.last().orElseThrow();
        String message = connection.describe(request, last);
        if (last instanceof Answer answer) {
            return unconfirmed(answer.status(), message, connection.retryAfter(answer));
        }
        return last instanceof Lost ? new Unknown(message) : new Unavailable(message, Optional.empty());
    }

    /** The result that a status other than success stands for. */
    WriteResult unconfirmed(int status, String message, Optional<Duration> retryAfter) {
        if (isPermanent(status)) {
            return new Refused(status, message);
        }
        return mayBeApplied(status) ? new Unknown(message) : new Unavailable(message, retryAfter);
    }
}
