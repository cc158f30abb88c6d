package dev.fides.local.terminal;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows how far a run is: a line that is redrawn in its place on a terminal, a line now and then elsewhere. */
public final class ProgressBar {

    private static final int WIDTH = 24;

    /** A bar shorter than the first is worth a number less, and one shorter than the second is worth nothing. */
    private static final int[] LEAST_WIDTHS = {12, 6};

    /** Elsewhere every eighth look is written, if something has changed. */
    private static final int LOOKS_PER_LINE = 8;

    private final PrintWriter out;
    private final Terminal terminal;
    private int looks;
    private String last = "";

    public ProgressBar(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The same on a stream; what is shown has no letters beyond ASCII. */
    public ProgressBar(PrintStream out, Terminal terminal) {
        this(new PrintWriter(out, false, StandardCharsets.US_ASCII), terminal);
    }

    /** Shows where the run is now. */
    public void show(RunProgress run) {
        OptionalInt columns = terminal.columns();
        if (columns.isPresent()) {
            // The last column stays empty: some terminals go to the next line when it is written to.
            String line = line(run, columns.getAsInt() - 1);
            // Carriage return, and clear to the end of the line.
            out.print("\r" + line + "\u001b[K");
            last = line;
            if (run.hasEnded()) {
                end();
            }
        } else {
            String line = line(run, Integer.MAX_VALUE);
            if (run.hasEnded() || (looks++ % LOOKS_PER_LINE == 0 && !line.equals(last))) {
                out.println(line);
                last = line;
            }
        }
        out.flush();
    }

    /** Lets what is written next begin on a line of its own. */
    public void end() {
        if (terminal.isPresent() && !last.isEmpty()) {
            out.println();
            last = "";
        }
        out.flush();
    }

    private static String line(RunProgress run, int room) {
        String status = run.status().toLowerCase(Locale.ROOT).replace('_', ' ');
        for (int leastWidth : LEAST_WIDTHS) {
            for (int rank = run.counts().size(); rank > 0; rank--) {
                String text = text(atMost(run.counts(), rank), status);
                int left = room - text.length() - "[] ".length();
                if (left >= leastWidth) {
                    return bar(run, Math.min(WIDTH, left)) + " " + text;
                }
            }
        }
        String least = run.counts().stream()
                .min(Comparator.comparingInt(RunProgress.Count::rank))
                .map(count -> text(List.of(count), status))
                .orElse(status);
        return least.substring(0, Math.min(least.length(), Math.max(0, room)));
    }

    private static List<RunProgress.Count> atMost(List<RunProgress.Count> counts, int rank) {
        return counts.stream().filter(count -> count.rank() <= rank).toList();
    }

    private static String text(List<RunProgress.Count> counts, String status) {
        return Stream.concat(counts.stream().map(RunProgress.Count::text), Stream.of(status))
                .collect(Collectors.joining("  "));
    }

    private static String bar(RunProgress run, int width) {
        int filled = (int) (width * run.share());
        return "[" + "#".repeat(filled) + "-".repeat(width - filled) + "]";
    }
}
