package dev.fides.bounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Items that one thread works on, one after the other. Whoever waits for it watches whether it goes on: it can be asked to
 * end the present item, and it can be given up, after which nothing that its thread still does counts.
 */
final class Slice<T, R> implements Runnable {

    /** What became of a thread that was given up. */
    interface Fate {
        void ended();
    }

    private final List<T> items;
    private final Function<T, R> function;
    private final boolean firstWasGivenUp;
    private final List<R> results = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();
    private Optional<Thread> thread = Optional.empty();
    private Optional<Fate> fate = Optional.empty();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String owner = "";
    private volatile String item = "";
    /** Read by the thread at every check, so it is no part of what the lock guards. */
    private volatile boolean over;

    /** @param firstWasGivenUp whether the first item has cost a thread already */
    Slice(List<T> items, Function<T, R> function, boolean firstWasGivenUp) {
        this.items = items;
        this.function = function;
        this.firstWasGivenUp = firstWasGivenUp;
    }

    @Override
    public void run() {
        WorkLimit.begin(this);
        try {
            if (begin()) {
                for (T next : items) {
                    if (!done(function.apply(next))) {
                        return;
                    }
                }
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            WorkLimit.end();
            end();
        }
    }

    private synchronized boolean begin() {
        thread = Optional.of(Thread.currentThread());
        return fate.isEmpty();
    }

    /** Takes a result; says whether the others are still wanted. */
    private synchronized boolean done(R result) {
        if (fate.isPresent()) {
            return false;
        }
        results.add(result);
        if (over) {
            // What was meant for this item must not hit the next one.
            over = false;
            Thread.interrupted();
        }
        return true;
    }

    private synchronized void fail(Throwable e) {
        failure = Optional.of(e);
    }

    private synchronized void end() {
        thread = Optional.empty();
        fate.ifPresent(Fate::ended);
        ended.countDown();
    }

    /** Waits until it has ended; false when it has not after this time. */
    boolean await(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    private boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** How many items are done; -1 before the thread began. */
    synchronized int progress() {
        return thread.isEmpty() && !hasEnded() ? -1 : results.size();
    }

    /** Asks the thread to end an item, unless it has done so meanwhile. */
    synchronized void stop(int item) {
        if (results.size() == item && thread.isPresent()) {
            over = true;
            thread.get().interrupt();
        }
    }

    /** Gives the thread up, unless it ended meanwhile. */
    synchronized boolean giveUp(Fate whenItEnds) {
        if (hasEnded()) {
            return false;
        }
        over = true;
        fate = Optional.of(whenItEnds);
        return true;
    }

    synchronized List<R> results() {
        return List.copyOf(results);
    }

    synchronized Optional<Throwable> failure() {
        return failure;
    }

    boolean isOver() {
        return over;
    }

    /** Asked by its own thread only. */
    synchronized boolean isGivenUp() {
        return firstWasGivenUp && results.isEmpty();
    }

    void isAbout(String itsOwner, String itsItem) {
        owner = itsOwner;
        item = itsItem;
    }

    String owner() {
        return owner;
    }

    String item() {
        return item;
    }
}
