package dev.fides.sync.runs;

import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.Sheet;
import dev.fides.run.SheetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Writes the sheets of a run, and reads those that count: what a step wrote that lost its claim does not. */
public final class Sheets {

    /** Few enough for a portion to fit into memory and into one page of a step. */
    private static final int PORTION = 4;

    /** Sheets that are looked at one by one may come in larger numbers. */
    private static final int AT_ONCE = 25;

    /**
     * Some sheets.
     *
     * @param next the sheet after which to go on; empty when these are the last ones
     */
    record Portion(List<Sheet> sheets, Optional<SheetId> next) {}

    private final RunStore runs;

    public Sheets(RunStore runs) {
        this.runs = runs;
    }

    /** Writes entries of one page of a run, on as many sheets as they need. */
    public <E> void write(Run run, int page, List<E> entries, BiFunction<SheetId, List<E>, Sheet> make) {
        List<Sheet> sheets = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += Sheet.MAX_ENTRIES) {
            List<E> part = entries.subList(from, Math.min(from + Sheet.MAX_ENTRIES, entries.size()));
            sheets.add(make.apply(new SheetId(run.id(), page, run.stepping().claim(), sheets.size()), part));
        }
        if (!sheets.isEmpty()) {
            runs.putSheets(sheets);
        }
    }

    /** The next few sheets. */
    Portion read(Run run, Sheet.Kind kind, Optional<SheetId> after) {
        return read(run, kind, after, PORTION);
    }

    private Portion read(Run run, Sheet.Kind kind, Optional<SheetId> after, int limit) {
        List<Sheet> read = runs.sheets(run.id(), kind, after, limit);
        List<Sheet> counted = read.stream()
                .filter(sheet ->
                        run.progress().counts(sheet.at().page(), sheet.at().claim()))
                .toList();
        boolean more = read.size() == limit;
        return new Portion(counted, more ? Optional.of(read.get(read.size() - 1).at()) : Optional.empty());
    }

    /** Hands on all sheets of a kind, few at a time. */
    public void each(Run run, Sheet.Kind kind, Consumer<Sheet> to) {
        Optional<SheetId> after = Optional.empty();
        do {
            Portion portion = read(run, kind, after, AT_ONCE);
            portion.sheets().forEach(to);
            after = portion.next();
        } while (after.isPresent());
    }
}
