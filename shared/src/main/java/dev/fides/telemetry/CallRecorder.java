package dev.fides.telemetry;

import dev.fides.model.RetryableException;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes a span and a measurement of each call of a host or a target. */
final class CallRecorder {

    static final String OK = "ok";

    private final Tracer tracer;
    private final String spanName;
    private final DoubleHistogram duration;
    private final Clock clock;
    private final String sync;

    CallRecorder(Tracer tracer, String spanName, DoubleHistogram duration, Clock clock, String sync) {
        this.tracer = tracer;
        this.spanName = spanName;
        this.duration = duration;
        this.clock = clock;
        this.sync = sync;
    }

    /** A call that gives what it gives, or throws. */
    <T> T call(String operation, long items, Supplier<T> call) {
        return call(operation, items, call, answer -> OK);
    }

    /** @param judge the outcome that an answer means */
    <T> T call(String operation, long items, Supplier<T> call, Function<T, String> judge) {
        Instant start = clock.instant();
        Span span = tracer.spanBuilder(spanName)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.SYNC, sync)
                .setAttribute(Names.OPERATION, operation)
                .setAttribute("items", items)
                .startSpan();
        String outcome = "permanent";
        try {
            T answer = Context.current().with(span).wrapSupplier(call).get();
            outcome = judge.apply(answer);
            return answer;
        } catch (RetryableException e) {
            outcome = "retryable";
            span.recordException(e);
            throw e;
        } catch (RuntimeException | Error e) {
            span.recordException(e);
            throw e;
        } finally {
            span.setAttribute(Names.OUTCOME, outcome);
            if (!outcome.equals(OK)) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
            duration.record(
                    Names.seconds(Duration.between(start, clock.instant())),
                    Attributes.of(Names.SYNC, sync, Names.OPERATION, operation, Names.OUTCOME, outcome));
        }
    }
}
