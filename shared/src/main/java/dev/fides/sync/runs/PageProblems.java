package dev.fides.sync.runs;

import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.run.RunStore;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run found wrong with the host's listing: of what is wrong with single items at most {@value Problem#MAX} problems
 * are kept.
 */
public final class PageProblems {

    private final RunPages pages;

    public PageProblems(RunStore runs) {
        this.pages = new RunPages(runs);
    }

    /** In the order of the listing. */
    public List<Problem> of(Run run) {
        List<Problem> problems = new ArrayList<>();
        pages.each(run, RunPage.Kind.PROBLEMS, page -> problems.addAll(((RunPage.Problems) page).problems()));
        return problems;
    }

    /**
     * Keeps what is wrong on one page; nothing is asked of the store where nothing is wrong.
     *
     * @param warnings about the listing or the host as a whole: few, and all kept
     * @param items what is wrong with single items
     * @return what is kept
     */
    public List<Problem> add(Run run, Progress before, List<Problem> warnings, List<Problem> items) {
        List<Problem> kept = new ArrayList<>(warnings);
        if (!items.isEmpty()) {
            int room = Math.max(0, Problem.MAX - of(run).size());
            kept.addAll(items.subList(0, Math.min(room, items.size())));
        }
        pages.write(run, before.page(), kept, RunPage.Problems::new);
        return kept;
    }
}
