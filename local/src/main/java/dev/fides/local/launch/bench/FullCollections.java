package dev.fides.local.launch.bench;

import dev.fides.local.launch.parts.LaunchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has another JVM collect all its garbage every few seconds, so that its log tells how much it really holds: between
 * full collections a heap grows as far as its limit lets it, however little of it is in use.
 */
final class FullCollections implements AutoCloseable {

    /** Often enough to see what a run of twenty seconds holds; costs the JVM some three percent of its time. */
    private static final long EVERY_SECONDS = 3;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "full-collections");
        thread.setDaemon(true);
        return thread;
    });
    private final ProcessBuilder collect;

    private FullCollections(long process) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        this.collect = new ProcessBuilder(jcmd, Long.toString(process), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    /** @throws IOException when this Java has no jcmd */
    static FullCollections start(long process) throws IOException {
        var collections = new FullCollections(process);
        collections.collect();
        // The future ends only when a collection can't be asked for, which the figures then show as nothing held.
        var unused = collections.clock.scheduleWithFixedDelay(
                collections::collectUnlessClosed, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return collections;
    }

    private void collectUnlessClosed() {
        try {
            collect();
        } catch (IOException e) {
            throw new LaunchException("The function host's heap could not be collected: " + e.getMessage());
        }
    }

    /** One more, now. */
    void collect() throws IOException {
        Process process = collect.start();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
