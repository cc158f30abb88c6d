package dev.fides.functions.http;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.TraceContext;
import java.util.Map;
import java.util.logging.Logger;

/**
 * What the worker tells of an invocation.
 *
 * @param traceParent of the host's request; empty where it has none
 */
public record FakeInvocation(String traceParent) implements ExecutionContext {

    public static final FakeInvocation WITHOUT_TRACE = new FakeInvocation("");

    @Override
    public Logger getLogger() {
        throw new UnsupportedOperationException("the app logs through slf4j");
    }

    @Override
    public String getInvocationId() {
        return "i1";
    }

    @Override
    public String getFunctionName() {
        return "Function";
    }

    @Override
    public TraceContext getTraceContext() {
        return new Trace(traceParent);
    }

    @Override
    public RetryContext getRetryContext() {
        throw new UnsupportedOperationException("nothing is retried below a trigger");
    }

    private record Trace(String getTraceparent) implements TraceContext {
        @Override
        public String getTracestate() {
            return "";
        }

        @Override
        public Map<String, String> getAttributes() {
            return Map.of();
        }
    }
}
