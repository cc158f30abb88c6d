package dev.fides.local.launch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds up the resident memory of processes several times a second and keeps the peak; Linux only, elsewhere 0. */
final class MemoryWatch implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long POLL_MILLIS = 250;

    private final List<Long> processes;
    private final AtomicLong peak = new AtomicLong();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "memory-watch");
        thread.setDaemon(true);
        return thread;
    });

    private MemoryWatch(List<Long> processes) {
        this.processes = List.copyOf(processes);
    }

    static MemoryWatch start(List<Long> processes) {
        var watch = new MemoryWatch(processes);
        // The future never completes; look() throws nothing.
        var unused = watch.watcher.scheduleWithFixedDelay(watch::look, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    /** The greatest sum seen so far, in bytes. */
    long peakBytes() {
        look();
        return peak.get();
    }

    private void look() {
        long sum = processes.stream().mapToLong(MemoryWatch::residentBytes).sum();
        peak.accumulateAndGet(sum, Math::max);
    }

    /** Resident memory of one process in bytes, 0 if it has ended. */
    static long residentBytes(long process) {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
            return line.find() ? Long.parseLong(line.group(1)) * 1_024 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
