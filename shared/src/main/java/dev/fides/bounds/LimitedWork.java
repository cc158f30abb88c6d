package dev.fides.bounds;

import dev.fides.model.RetryableException;
import java.time.Duration;
import java.util.function.Supplier;

/** What is computed in the name of one sync and of which nobody knows how long it takes: its mapping and its templates. */
public final class LimitedWork {

    /** Each takes a processor from all syncs of the instance; what hangs so often is broken. */
    private static final int MOST_LOST = 4;

    private final String sync;
    private final ExpendableThreads threads;

    public LimitedWork(String sync, ExpendableThreads threads) {
        this.sync = sync;
        this.threads = threads;
    }

    public Duration limit() {
        return threads.limit();
    }

    /**
     * Does some of it.
     *
     * @param what is done, such as {@code the mapping}
     * @param item on what it is done, such as a record's key
     * @param tooLong what it comes to when it takes longer than the limit
     * @throws RetryableException when too much of this sync hangs already on this instance
     */
    public <R> R call(String what, String item, Supplier<R> work, Supplier<R> tooLong) {
        long lost = threads.lostOf(sync);
        if (lost >= MOST_LOST) {
            throw new RetryableException(
                    what + " is not run: the mapping or a template of sync " + sync + " hangs on " + lost
                            + " items, and could"
                            + " not be stopped; health lists them. Mend it, then restart the app. Item: " + item,
                    null);
        }
        return threads.call(sync, item, work, tooLong);
    }

    /**
     * The same for what fails when it takes too long.
     *
     * @throws TooLongException when it does
     * @throws RetryableException when too much of this sync hangs already on this instance
     */
    public <R> R call(String what, String item, Supplier<R> work) {
        return call(what, item, () -> named(what, work), () -> {
            throw tooLong(what);
        });
    }

    /** Work that ends itself does not know what it is a part of, nor how long it had. */
    private <R> R named(String what, Supplier<R> work) {
        try {
            return work.get();
        } catch (TooLongException e) {
            throw WorkLimit.isOver() ? tooLong(what) : e;
        }
    }

    private TooLongException tooLong(String what) {
        return new TooLongException(what + " took longer than " + limit());
    }
}
