package dev.fides.sync;

import dev.fides.model.RetryableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Room in memory for the page that a step works on. Steps with large pages wait for each other; a small page, and a sync
 * whose pages are small, never wait. What records read by key and pages read ahead take is shared out apart from this, so that
 * who has room for a page may wait for those.
 */
public final class PageRoom implements AutoCloseable {

    /** A page that takes a smaller part of all the room waits for nobody: steps are few. */
    private static final int SMALL = 64;

    private static final int UNIT = 1024;

    /** The room that all steps share. */
    static final class Pool {
        private final int units;
        private final Semaphore free;
        private final Map<String, Long> last = new ConcurrentHashMap<>();

        Pool(long bytes) {
            units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
            free = new Semaphore(units, true);
        }

        /** A page that is larger than all of the room gets all of it. */
        private int units(long bytes) {
            long needed = bytes / UNIT;
            return needed * SMALL < units ? 0 : (int) Math.min(units, needed);
        }
    }

    private final Pool pool;
    private final String sync;
    private int taken;

    PageRoom(Pool pool, String sync) {
        this.pool = pool;
        this.sync = sync;
    }

    /**
     * Waits for as much as the last page of this sync took, before the next one is asked for. Of the first one nobody knows:
     * it waits once it is there.
     */
    public void await() {
        close();
        acquire(pool.units(pool.last.getOrDefault(sync, 0L)));
    }

    /** Holds room for a page that came. Who has some already does not wait for more: two who did would wait for each other. */
    public void hold(long bytes) {
        pool.last.put(sync, bytes);
        int needed = pool.units(bytes);
        if (needed < taken) {
            pool.free.release(taken - needed);
            taken = needed;
        } else if (taken == 0) {
            acquire(needed);
        } else if (pool.free.tryAcquire(needed - taken)) {
            taken = needed;
        }
    }

    private void acquire(int units) {
        if (units == 0) {
            // A fair semaphore lets even nothing wait behind those who wait.
            taken = 0;
            return;
        }
        try {
            pool.free.acquire(units);
            taken = units;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryableException("the app is being stopped", e);
        }
    }

    /** Gives back what is held. */
    @Override
    public void close() {
        pool.free.release(taken);
        taken = 0;
    }
}
