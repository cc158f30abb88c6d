package dev.fides.sync.runs;

import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.run.RunPageId;
import dev.fides.run.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Writes the pages of a run, and reads those that count: what a step wrote that lost its claim does not. */
public final class RunPages {

    /** Few enough for a portion to fit into memory and into one page of a step. */
    private static final int PORTION = 4;

    /** RunPages that are looked at one by one may come in larger numbers. */
    private static final int AT_ONCE = 25;

    /**
     * Some pages.
     *
     * @param next the page after which to go on; empty when these are the last ones
     */
    record Portion(List<RunPage> pages, Optional<RunPageId> next) {}

    private final RunStore runs;

    public RunPages(RunStore runs) {
        this.runs = runs;
    }

    /** Writes entries of one page of a run, on as many pages as they need. */
    public <E> void write(Run run, int page, List<E> entries, BiFunction<RunPageId, List<E>, RunPage> make) {
        List<RunPage> pages = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += RunPage.MAX_ENTRIES) {
            List<E> part = entries.subList(from, Math.min(from + RunPage.MAX_ENTRIES, entries.size()));
            pages.add(make.apply(new RunPageId(run.id(), page, run.stepping().claim(), pages.size()), part));
        }
        if (!pages.isEmpty()) {
            runs.putPages(pages);
        }
    }

    /** The next few pages. */
    Portion read(Run run, RunPage.Kind kind, Optional<RunPageId> after) {
        return read(run, kind, after, PORTION);
    }

    private Portion read(Run run, RunPage.Kind kind, Optional<RunPageId> after, int limit) {
        List<RunPage> read = runs.pages(run.id(), kind, after, limit);
        List<RunPage> counted = read.stream()
                .filter(page ->
                        run.progress().counts(page.at().page(), page.at().claim()))
                .toList();
        boolean more = read.size() == limit;
        return new Portion(counted, more ? Optional.of(read.get(read.size() - 1).at()) : Optional.empty());
    }

    /** Hands on all pages of a kind, few at a time. */
    public void each(Run run, RunPage.Kind kind, Consumer<RunPage> to) {
        Optional<RunPageId> after = Optional.empty();
        do {
            Portion portion = read(run, kind, after, AT_ONCE);
            portion.pages().forEach(to);
            after = portion.next();
        } while (after.isPresent());
    }
}
