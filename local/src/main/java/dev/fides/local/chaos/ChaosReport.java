package dev.fides.local.chaos;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a {@link Chaos} ended.
 *
 * @param seed with which to try it again
 * @param faults what went wrong on purpose, by kind
 * @param load what was done meanwhile, by kind
 * @param figures what host and target had and did
 * @param problems what did not hold at the end, each naming sync and key; empty if all is well
 */
public record ChaosReport(
        long seed, Map<String, Long> faults, Map<String, Long> load, Map<String, Long> figures, List<String> problems) {

    public ChaosReport {
        problems = List.copyOf(problems);
    }

    public boolean passed() {
        return problems.isEmpty();
    }

    void print(PrintStream out) {
        out.println();
        print(out, "Faults", faults);
        print(out, "Load", load);
        print(out, "Figures", figures);
        out.println();
        problems.forEach(problem -> out.println("FAILED  " + problem));
        out.println(
                passed()
                        ? "Passed: both targets are the mapped hosts, and nothing else is wrong. Seed " + seed + "."
                        : problems.size() + " problems. Seed " + seed + ".");
    }

    private static void print(PrintStream out, String title, Map<String, Long> counts) {
        out.println(title);
        counts.forEach((name, count) -> out.println(String.format(Locale.ROOT, "  %-40s %,9d", name, count)));
    }
}
