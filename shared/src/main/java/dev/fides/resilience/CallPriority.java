package dev.fides.resilience;

import dev.fides.model.Priority;
import java.util.function.Supplier;

/**
 * How urgent the requests of the current thread are: a part of every rate limit is kept for urgent ones. Bound to the
 * thread, so that the ports between those who know the priority and the requests need not carry it.
 */
public final class CallPriority {

    private static final ThreadLocal<Priority> CURRENT = ThreadLocal.withInitial(() -> Priority.NORMAL);

    private CallPriority() {}

    /** The priority of what the current thread does. */
    public static Priority current() {
        return CURRENT.get();
    }

    /** Does some work with a priority. */
    public static <T> T call(Priority priority, Supplier<T> work) {
        Priority before = CURRENT.get();
        CURRENT.set(priority);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }
}
