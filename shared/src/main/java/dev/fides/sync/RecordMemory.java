package dev.fides.sync;

import dev.fides.host.HostReading;
import dev.fides.json.Footprint;
import dev.fides.model.RetryableException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The memory that host records may take in this process, of all syncs together. Who reads records by key asks how many it may
 * read at once, and reserves what these will take until it is done with them; a page may be read ahead if there is room.
 *
 * <p>How large a sync's records are is learnt from those that were read; before that nobody knows, and few are read at once.
 * One sync alone never has all the memory, so that no other waits for its host.
 */
public final class RecordMemory {

    /** The rest is for the present pages of steps, messages, clients and the JVM itself. */
    private static final int SHARE = 4;

    /** So many readers may be at work side by side where the records of each fill a portion. */
    private static final int PORTIONS = 8;

    /** Of a sync whose records nobody has seen yet. */
    private static final int FIRST = 2;

    /** So many readers of a sync may be at work while its records are unknown. */
    private static final int UNKNOWN = 4;

    /** The part of the memory that one sync may have. */
    private static final int PART = 3;

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;
    private final Map<String, Semaphore> freeOf = new ConcurrentHashMap<>();
    private final Map<String, Long> largest = new ConcurrentHashMap<>();

    /** @param bytes to be shared by all */
    public RecordMemory(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(units, true);
    }

    /** A share of what this process may use. */
    public static RecordMemory ofThisProcess() {
        return new RecordMemory(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** How many of so many records may be read at once; at least one. */
    public int portion(Sync sync, int wanted) {
        Long bytes = largest.get(sync.name());
        long fit = bytes == null ? FIRST : (long) units * UNIT / PORTIONS / Math.max(1, bytes);
        return (int) Math.max(1, Math.min(wanted, fit));
    }

    /** Reads records and works on them while there is room for them; waits for it. */
    public <T> T holding(Sync sync, int records, Supplier<T> work) {
        Long bytes = largest.get(sync.name());
        int part = Math.max(1, units / PART);
        int needed = Math.min(part, bytes == null ? Math.max(1, part / UNKNOWN) : units(bytes * records));
        Semaphore own = freeOf.computeIfAbsent(sync.name(), name -> new Semaphore(part, true));
        acquire(own, needed);
        try {
            acquire(free, needed);
            try {
                return work.get();
            } finally {
                free.release(needed);
            }
        } finally {
            own.release(needed);
        }
    }

    private static void acquire(Semaphore semaphore, int permits) {
        try {
            semaphore.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryableException("the app is being stopped", e);
        }
    }

    /** Learns from what was read how large the records of a sync are; what was large once is forgotten slowly. */
    public void learn(Sync sync, Collection<HostReading> read) {
        read.stream()
                .filter(HostReading.Present.class::isInstance)
                .mapToLong(reading ->
                        Footprint.of(((HostReading.Present) reading).record().body()))
                .max()
                .ifPresent(max -> largest.merge(sync.name(), max, (old, now) -> Math.max(now, old - old / 8)));
    }

    /** Takes room for something if there is any at this moment. */
    public boolean tryTake(long bytes) {
        return free.tryAcquire(units(bytes));
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        free.release(units(bytes));
    }

    private int units(long bytes) {
        return (int) Math.max(1, Math.min(units, bytes / UNIT));
    }
}
