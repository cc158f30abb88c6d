package dev.fides.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes the present trace context as a W3C {@code traceparent}, and reads it again. */
final class TraceContext {

    private static final String TRACE_PARENT = "traceparent";

    private final TextMapPropagator propagator = W3CTraceContextPropagator.getInstance();

    Optional<String> current() {
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(Context.current(), carrier, (map, name, value) -> map.put(name, value));
        return Optional.ofNullable(carrier.get(TRACE_PARENT));
    }

    /** The context to continue; without a readable text it is the present one. */
    Context parent(Optional<String> traceParent) {
        return traceParent
                .map(text -> propagator.extract(Context.current(), Map.of(TRACE_PARENT, text), new MapGetter()))
                .orElseGet(TraceContext::present);
    }

    /**
     * The present context, its span as if it were from elsewhere: the Application Insights agent names a request after a
     * span of this process around it, such as that of the SDK's receiver, and queries would not find ours.
     */
    private static Context present() {
        Context context = Context.current();
        SpanContext around = Span.fromContext(context).getSpanContext();
        if (!around.isValid()) {
            return context;
        }
        SpanContext remote = SpanContext.createFromRemoteParent(
                around.getTraceId(), around.getSpanId(), around.getTraceFlags(), around.getTraceState());
        return context.with(Span.wrap(remote));
    }

    private static final class MapGetter implements TextMapGetter<Map<String, String>> {
        @Override
        public String get(Map<String, String> carrier, String name) {
            return carrier.get(name);
        }
    }
}
