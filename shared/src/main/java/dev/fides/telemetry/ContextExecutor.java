package dev.fides.telemetry;

import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/** Work on other threads belongs to the same trace and the same log context. */
final class ContextExecutor implements Executor {

    private final Executor executor;

    ContextExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable work) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        executor.execute(Context.current().wrap(() -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            MDC.setContextMap(context == null ? new HashMap<>() : context);
            try {
                work.run();
            } finally {
                MDC.setContextMap(before == null ? new HashMap<>() : before);
            }
        }));
    }
}
