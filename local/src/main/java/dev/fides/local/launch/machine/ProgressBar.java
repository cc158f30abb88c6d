package dev.fides.local.launch.machine;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a run is: a bar that grows on a terminal, a line now and then elsewhere. */
public final class ProgressBar {

    private static final int WIDTH = 24;
    private static final int POLLS_PER_LINE = 8;

    private final PrintStream out;
    private final boolean terminal;
    private final long expected;
    private int polls;
    private String last = "";

    /** @param expected number of records that the run is going to read */
    public ProgressBar(PrintStream out, boolean terminal, long expected) {
        this.out = out;
        this.terminal = terminal;
        this.expected = expected;
    }

    void show(RunResource run) {
        String line = line(run);
        if (terminal) {
            // Carriage return, and clear to the end of the line.
            out.print("\r" + line + "\u001b[K");
            if (run.hasEnded()) {
                out.println();
            }
        } else if (run.hasEnded() || (polls++ % POLLS_PER_LINE == 0 && !line.equals(last))) {
            out.println(line);
            last = line;
        }
        out.flush();
    }

    private String line(RunResource run) {
        long total = Math.max(1, Math.max(expected, run.counter("read")));
        int filled = (int) Math.min(WIDTH, WIDTH * run.settled() / total);
        return String.format(
                Locale.ROOT,
                "[%s%s] read %,d  unchanged %,d  changed %,d  published %,d  %s",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                run.counter("read"),
                run.counter("unchanged"),
                run.counter("changed"),
                run.counter("published"),
                run.status().toLowerCase(Locale.ROOT));
    }
}
