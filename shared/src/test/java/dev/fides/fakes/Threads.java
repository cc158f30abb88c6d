package dev.fides.fakes;

import dev.fides.bounds.ExpendableThreads;
import java.time.Clock;

/** Threads for what may take too long, in tests in which nothing does. */
public final class Threads {

    private static final ExpendableThreads UNWATCHED = new ExpendableThreads(
            ExpendableThreads.daemons("test-mapping-"),
            ExpendableThreads.LIMIT,
            Clock.systemUTC(),
            ExpendableThreads.Listener.NOBODY);

    private Threads() {}

    public static ExpendableThreads unwatched() {
        return UNWATCHED;
    }
}
