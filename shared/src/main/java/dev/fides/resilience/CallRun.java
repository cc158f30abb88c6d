package dev.fides.resilience;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The run for which the current thread asks hosts and targets: requests may name it, so that the logs of a service can be
 * read together with ours. Bound to the thread, so that the ports between need not carry it.
 */
public final class CallRun {

    private static final ThreadLocal<Optional<String>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    private CallRun() {}

    /** The id of the run; empty where what is done belongs to none. */
    public static Optional<String> current() {
        return CURRENT.get();
    }

    /** Does some work for a run, or for none. */
    public static <T> T call(Optional<String> runId, Supplier<T> work) {
        Optional<String> before = CURRENT.get();
        CURRENT.set(runId);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }
}
