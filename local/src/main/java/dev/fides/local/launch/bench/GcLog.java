package dev.fides.local.launch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's garbage collector wrote down ({@code -Xlog:gc}): how full the heap was around its pauses. */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile("Pause (Full)?.* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    private GcLog() {}

    /**
     * Heap use in MiB.
     *
     * @param peak the most in use before any collection
     * @param live the most left after a full collection; what a partial one leaves may be garbage
     */
    record Heap(long peak, long live) {}

    /** The argument that makes a JVM write such a log. */
    static String argument(Path file) {
        return "-Xlog:gc:file=" + file;
    }

    static Heap read(Path file) throws IOException {
        long peak = 0;
        long live = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                peak = Math.max(peak, Long.parseLong(pause.group(2)));
                if (pause.group(1) != null) {
                    live = Math.max(live, Long.parseLong(pause.group(3)));
                }
            }
        }
        return new Heap(peak, live);
    }
}
