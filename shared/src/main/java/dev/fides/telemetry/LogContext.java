package dev.fides.telemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Names the sync, run and record that log lines are about. */
final class LogContext {

    private static final String SYNC = "sync";
    private static final String RUN = "run";
    private static final String KEY = "key";

    private LogContext() {}

    static <T> T with(String sync, Optional<String> run, Supplier<T> work) {
        return with(sync, run, Optional.empty(), work);
    }

    static void with(String sync, Optional<String> run, Runnable work) {
        with(sync, run, Optional.empty(), work);
    }

    static void with(String sync, Optional<String> run, Optional<String> key, Runnable work) {
        with(sync, run, key, () -> {
            work.run();
            return work;
        });
    }

    private static <T> T with(String sync, Optional<String> run, Optional<String> key, Supplier<T> work) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.put(SYNC, sync);
        run.ifPresent(id -> MDC.put(RUN, id));
        key.ifPresent(value -> MDC.put(KEY, value));
        try {
            return work.get();
        } finally {
            MDC.setContextMap(before == null ? new HashMap<>() : before);
        }
    }
}
