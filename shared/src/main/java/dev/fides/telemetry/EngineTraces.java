package dev.fides.telemetry;

import dev.fides.model.FidesException;
import dev.fides.queue.ChangeDelivery;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.Tally;
import dev.fides.sync.EngineListener;
import dev.fides.sync.PublishReport;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the spans of runs, steps, pages and batches; those that a message caused continue the sender's trace. */
final class EngineTraces implements EngineListener {

    private final Tracer tracer;
    private final TraceContext traceContext;
    private final Clock clock;

    EngineTraces(Tracer tracer, TraceContext traceContext, Clock clock) {
        this.tracer = tracer;
        this.traceContext = traceContext;
        this.clock = clock;
    }

    @Override
    public void inStep(Run run, Optional<String> traceParent, Runnable step) {
        Span span = ofRun("step", run)
                .setParent(traceContext.parent(traceParent))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("step", run.stepping().step())
                .setAttribute("retry", run.stepping().failures() > 0 || run.takesOver())
                .startSpan();
        inside(span, () -> {
            step.run();
            return null;
        });
    }

    @Override
    public void stepFailed(Run run, FidesException cause) {
        Span.current().recordException(cause).setStatus(StatusCode.ERROR, cause.getMessage());
    }

    @Override
    public void pageDone(Run run, int page, Tally found, Duration took) {
        Instant end = clock.instant();
        ofRun("page", run)
                .setStartTimestamp(end.minus(took))
                .setAttribute("page", page)
                .setAttribute("records", found.read().read() + found.check().checked())
                .setAttribute("changed", found.read().changed() + found.check().nominated())
                .startSpan()
                .end(end);
    }

    /** The span of a whole run is made at its end: its steps are done by many processes. */
    @Override
    public void runEnded(Run run) {
        Span span = ofRun("run", run)
                .setStartTimestamp(run.createdAt())
                .setAttribute(Names.OUTCOME, Names.word(run.status()))
                .setAttribute("records", run.progress().read().read())
                .setAttribute("changed", run.progress().read().changed())
                .startSpan();
        if (run.status() == RunStatus.FAILED) {
            span.setStatus(StatusCode.ERROR, run.error().orElse("failed"));
        }
        span.end(run.endedAt().orElseGet(clock::instant));
    }

    @Override
    public PublishReport inBatch(ChangeDelivery delivery, Supplier<PublishReport> publishing) {
        Span span = tracer.spanBuilder("publish batch")
                .setParent(traceContext.parent(delivery.batch().traceParent()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(Names.SYNC, delivery.batch().sync())
                .setAttribute("lane", delivery.batch().lane())
                .setAttribute("priority", Names.word(delivery.priority()))
                .setAttribute("changes", delivery.batch().changes().size())
                .setAttribute("retry", delivery.batch().postponed() > 0 || delivery.deliveryCount() > 1)
                .startSpan();
        delivery.batch().ledger().ifPresent(ledger -> span.setAttribute(Names.RUN, ledger.runId()));
        return inside(span, () -> {
            PublishReport report = publishing.get();
            conclude(span, delivery, report);
            return report;
        });
    }

    private void conclude(Span span, ChangeDelivery delivery, PublishReport report) {
        span.setAttribute(Names.OUTCOME, BatchOutcome.of(report).word());
        Latency.longest(delivery, report, clock.instant())
                .ifPresent(longest -> span.setAttribute("latency", Names.seconds(longest)));
        if (!report.postponed().isEmpty()) {
            span.setStatus(StatusCode.ERROR, report.why().orElse("postponed"));
        }
    }

    private SpanBuilder ofRun(String name, Run run) {
        return tracer.spanBuilder(name)
                .setAttribute(Names.SYNC, run.sync())
                .setAttribute(Names.RUN, run.id())
                .setAttribute(Names.RUN_TYPE, Names.word(run.type()));
    }

    private static <T> T inside(Span span, Supplier<T> work) {
        try {
            return Context.current().with(span).wrapSupplier(work).get();
        } catch (RuntimeException | Error e) {
            span.recordException(e).setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
