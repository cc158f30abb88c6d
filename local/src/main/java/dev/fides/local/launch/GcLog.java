package dev.fides.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM's garbage collector wrote down ({@code -Xlog:gc}): how full the heap was around its pauses. */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\)");

    private GcLog() {}

    /**
     * Heap use in MiB.
     *
     * @param peak the most in use before any collection
     * @param live the most left after any collection
     */
    record Heap(long peak, long live) {}

    /** The argument that makes a JVM write such a log. */
    static String argument(Path file) {
        return "-Xlog:gc:file=" + file;
    }

    static Heap read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<Heap> pauses = lines.map(PAUSE::matcher)
                    .filter(Matcher::find)
                    .map(pause -> new Heap(Long.parseLong(pause.group(1)), Long.parseLong(pause.group(2))))
                    .toList();
            return new Heap(
                    pauses.stream().mapToLong(Heap::peak).max().orElse(0),
                    pauses.stream().mapToLong(Heap::live).max().orElse(0));
        }
    }
}
