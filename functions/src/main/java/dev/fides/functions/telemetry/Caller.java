package dev.fides.functions.telemetry;

import com.microsoft.azure.functions.ExecutionContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The trace to which an invocation belongs: that of the host's own request, which the worker hands over. */
public final class Caller {

    private static final String TRACE_PARENT = "traceparent";

    private Caller() {}

    /**
     * Does this work as a part of the invocation's trace. Where a trace is under way already, as with the Application Insights
     * agent, which does the same, or where the worker has none, nothing changes.
     */
    public static <T> T during(ExecutionContext invocation, Supplier<T> work) {
        return context(invocation).wrapSupplier(work).get();
    }

    /** The same for work without a result. */
    public static void during(ExecutionContext invocation, Runnable work) {
        context(invocation).wrap(work).run();
    }

    private static Context context(ExecutionContext invocation) {
        Context now = Context.current();
        return Span.fromContext(now).getSpanContext().isValid()
                ? now
                : parent(invocation).map(parent -> now.with(Span.wrap(parent))).orElse(now);
    }

    /** Sampled in any case: the host's flag says nothing of what is to be kept of a run, which may follow for hours. */
    private static Optional<SpanContext> parent(ExecutionContext invocation) {
        return Optional.ofNullable(invocation.getTraceContext())
                .map(trace -> trace.getTraceparent())
                .map(text -> W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(TRACE_PARENT, text), new MapGetter()))
                .map(context -> Span.fromContext(context).getSpanContext())
                .filter(SpanContext::isValid)
                .map(parent -> SpanContext.createFromRemoteParent(
                        parent.getTraceId(), parent.getSpanId(), TraceFlags.getSampled(), parent.getTraceState()));
    }

    private static final class MapGetter implements TextMapGetter<Map<String, String>> {
        @Override
        public String get(Map<String, String> carrier, String name) {
            return carrier.get(name);
        }
    }
}
