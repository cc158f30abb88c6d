package dev.fides.sync;

import dev.fides.host.HostReading;
import dev.fides.json.Footprint;
import dev.fides.model.RetryableException;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
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

    /** As much again is for the present pages of steps; the rest for messages, clients and the JVM itself. */
    private static final int SHARE = 4;

    /** So many readers may be at work side by side where the records of each fill a portion. */
    private static final int PORTIONS = 8;

    /** Of a sync whose records nobody has seen yet; twice as many each time that the host had none of them, up to a limit. */
    private static final int FIRST = 2;

    private static final int FIRST_AT_MOST = 16;

    /** So many readers of a sync may be at work while its records are unknown. */
    private static final int UNKNOWN = 4;

    /** The part of the memory that one sync may have. */
    private static final int PART = 3;

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;
    private final PageRoom.Pool pages;
    private final Map<String, Semaphore> freeOf = new ConcurrentHashMap<>();
    private final Map<String, Long> largest = new ConcurrentHashMap<>();
    private final Map<String, Integer> first = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> holds = ThreadLocal.withInitial(() -> false);

    /** @param bytes to be shared by all that are read by key or ahead; the present pages of steps share as many */
    public RecordMemory(long bytes) {
        units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
        free = new Semaphore(units, true);
        pages = new PageRoom.Pool(bytes);
    }

    /** A share of what this process may use. */
    public static RecordMemory ofThisProcess() {
        return new RecordMemory(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** How many of so many records may be read at once; at least one. */
    public int portion(Sync sync, int wanted) {
        Long bytes = largest.get(sync.name());
        long fit = bytes == null ? first.getOrDefault(sync.name(), FIRST) : portion() / Math.max(1, bytes);
        return (int) Math.max(1, Math.min(wanted, fit));
    }

    /**
     * Reads records and works on them while there is room for them; waits for it. Who holds some already does not wait for
     * more: two who did would wait for each other.
     */
    public <T> T holding(Sync sync, int records, Supplier<T> work) {
        if (holds.get()) {
            return work.get();
        }
        Long bytes = largest.get(sync.name());
        int part = Math.max(1, units / PART);
        int needed = Math.min(part, bytes == null ? Math.max(1, part / UNKNOWN) : units(bytes * records));
        Semaphore own = freeOf.computeIfAbsent(sync.name(), name -> new Semaphore(part, true));
        acquire(own, needed);
        try {
            acquire(free, needed);
            holds.set(true);
            try {
                return work.get();
            } finally {
                holds.remove();
                free.release(needed);
            }
        } finally {
            own.release(needed);
        }
    }

    /** Likewise, for work that gives nothing back. */
    public void holding(Sync sync, int records, Runnable work) {
        holding(sync, records, () -> {
            work.run();
            return true;
        });
    }

    /** Bytes that what is worked on at once may take. */
    public long portion() {
        return (long) units * UNIT / PORTIONS;
    }

    /** Room for the pages that a step of a sync works on one after the other. */
    public PageRoom pageRoom(String sync) {
        return new PageRoom(pages, sync);
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
        OptionalLong max = read.stream()
                .filter(HostReading.Present.class::isInstance)
                .mapToLong(reading ->
                        Footprint.of(((HostReading.Present) reading).record().body()))
                .max();
        if (max.isPresent()) {
            largest.merge(sync.name(), max.getAsLong(), (old, now) -> Math.max(now, old - old / 8));
        } else if (read.stream().allMatch(HostReading.Absent.class::isInstance)) {
            first.merge(sync.name(), 2 * FIRST, (old, now) -> Math.min(FIRST_AT_MOST, 2 * old));
        }
    }

    /** Takes room for something if there is any at this moment; for what is larger than all there never is. */
    public boolean tryTake(long bytes) {
        return bytes / UNIT <= units && free.tryAcquire(units(bytes));
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        free.release(units(bytes));
    }

    private int units(long bytes) {
        return (int) Math.max(1, Math.min(units, bytes / UNIT));
    }
}
