package dev.fides.local.functionhost.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import com.microsoft.azure.functions.TraceContext;
import java.util.Map;
import java.util.logging.Logger;

/** The {@code ExecutionContext} of an invocation; there are no retries below a trigger here, so their count is zero. */
record InvocationContext(String invocationId, String functionName, Logger logger, TraceContext traceContext)
        implements ExecutionContext {

    @Override
    public Logger getLogger() {
        return logger;
    }

    @Override
    public String getInvocationId() {
        return invocationId;
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public TraceContext getTraceContext() {
        return traceContext;
    }

    @Override
    public RetryContext getRetryContext() {
        return NoRetry.INSTANCE;
    }

    /** Never null, like the worker's; all its texts are empty. */
    private enum NoRetry implements RetryContext, RpcException {
        INSTANCE;

        @Override
        public int getRetrycount() {
            return 0;
        }

        @Override
        public int getMaxretrycount() {
            return 0;
        }

        @Override
        public RpcException getException() {
            return this;
        }

        @Override
        public String getSource() {
            return "";
        }

        @Override
        public String getStacktrace() {
            return "";
        }

        @Override
        public String getMessage() {
            return "";
        }
    }

    /** W3C trace context; empty text where the caller sent none. */
    record Trace(String traceparent, String tracestate) implements TraceContext {
        static Trace of(Map<String, String> headers) {
            return new Trace(headers.getOrDefault("traceparent", ""), headers.getOrDefault("tracestate", ""));
        }

        @Override
        public String getTraceparent() {
            return traceparent;
        }

        @Override
        public String getTracestate() {
            return tracestate;
        }

        @Override
        public Map<String, String> getAttributes() {
            return Map.of();
        }
    }
}
