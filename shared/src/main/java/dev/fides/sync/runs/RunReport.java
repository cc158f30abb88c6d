package dev.fides.sync.runs;

import dev.fides.model.RecordKey;
import dev.fides.run.Example;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.run.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The examples that a plan or a verification shows: at most {@value Example#MAX} records. */
public final class RunReport {

    private final RunPages pages;

    public RunReport(RunStore runs) {
        this.pages = new RunPages(runs);
    }

    /** The examples in the order in which they were found. */
    public List<Example> examples(Run run) {
        Map<RecordKey, Example> examples = new LinkedHashMap<>();
        // What a later page learnt of a record takes the place of what an earlier one said.
        pages.each(
                run,
                RunPage.Kind.EXAMPLES,
                page -> ((RunPage.Examples) page).examples().forEach(example -> examples.put(example.key(), example)));
        return List.copyOf(examples.values());
    }

    /**
     * Notes examples of one page.
     *
     * @param shown how many records the run had to show before this page
     */
    public void add(Run run, Progress before, long shown, List<Example> examples) {
        int room = (int) Math.max(0, Math.min(examples.size(), Example.MAX - shown));
        write(run, before, examples.subList(0, room));
    }

    /** Notes what was learnt of records that are shown already, besides what is new. */
    public void write(Run run, Progress before, List<Example> examples) {
        pages.write(run, before.page(), examples, RunPage.Examples::new);
    }
}
