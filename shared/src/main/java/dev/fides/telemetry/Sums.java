package dev.fides.telemetry;

import dev.fides.run.CheckCounts;
import dev.fides.run.Outcome;
import dev.fides.run.OutcomeCounts;
import dev.fides.run.ReadCounts;
import dev.fides.run.Run;
import dev.fides.run.VerifyCounts;
import java.util.ArrayList;
import java.util.List;

/** What a run counted, as a line for people; what is zero is left out. */
final class Sums {

    private final List<String> words = new ArrayList<>();

    private Sums() {}

    /** Such as {@code read 24323 (24307 changed, 16 filtered), 24307 published}. */
    static String of(Run run) {
        var sums = new Sums();
        ReadCounts read = run.progress().read();
        if (read.read() > 0) {
            sums.words.add("read " + read.read() + found(read));
        }
        CheckCounts check = run.progress().check();
        if (check.checked() > 0) {
            sums.words.add("checked " + check.checked() + found(check));
        }
        VerifyCounts verified = run.progress().verified();
        if (verified.compared() > 0) {
            sums.words.add("compared " + verified.compared() + found(verified));
        }
        run.outcomes().ifPresent(sums::addOutcomes);
        return sums.words.isEmpty() ? "nothing counted" : String.join(", ", sums.words);
    }

    private static String found(ReadCounts read) {
        var found = new Sums();
        found.add(read.unchanged(), "unchanged");
        found.add(read.changed(), "changed");
        found.add(read.filtered(), "filtered");
        found.add(read.parked(), "parked");
        found.add(read.invalid(), "invalid");
        return " (" + String.join(", ", found.words) + ")";
    }

    private static String found(CheckCounts check) {
        var found = new Sums();
        found.add(check.present(), "present");
        found.add(check.nominated(), "nominated");
        found.add(check.foreign(), "foreign");
        found.add(check.unreadable(), "unreadable");
        return " (" + String.join(", ", found.words) + ")";
    }

    private static String found(VerifyCounts verified) {
        var found = new Sums();
        found.add(verified.same(), "the same");
        found.add(verified.differs(), "different");
        found.add(verified.missing(), "missing");
        found.add(verified.extra(), "extra");
        found.add(verified.foreign(), "foreign");
        found.add(verified.unreadable(), "unreadable");
        return " (" + String.join(", ", found.words) + ")";
    }

    private void addOutcomes(OutcomeCounts counts) {
        for (Outcome outcome : Outcome.values()) {
            add(counts.of(outcome), Names.word(outcome));
        }
    }

    private void add(long count, String word) {
        if (count > 0) {
            words.add(count + " " + word);
        }
    }
}
