package dev.fides.resilience;

import java.util.function.Supplier;

/** How urgent the requests of a piece of work are: a part of every rate limit is kept for urgent ones. */
public enum CallPriority {
    NORMAL,
    URGENT;

    /** Bound to the thread, so that the ports between those who know the priority and the requests need not carry it. */
    private static final ThreadLocal<CallPriority> CURRENT = ThreadLocal.withInitial(() -> NORMAL);

    /** The priority of what the current thread does. */
    public static CallPriority current() {
        return CURRENT.get();
    }

    /** Does some work with this priority. */
    public <T> T call(Supplier<T> work) {
        CallPriority before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }
}
