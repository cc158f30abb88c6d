package dev.fides.sync.work;

import dev.fides.run.Problem;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.target.InvalidDocument;
import java.util.List;
import java.util.Optional;

/** What is told of documents that the target lists and nobody can read. */
final class UnreadableDocuments {

    private UnreadableDocuments() {}

    static List<Problem> problems(Run run, Progress before, List<InvalidDocument> listed) {
        return listed.stream()
                .map(item -> new Problem(
                        before.page() + 1,
                        item.key(),
                        "the target's listing: " + item.reason() + " in item " + item.place()
                                + "; nothing is concluded about it, mend it in the target; sync " + run.sync()
                                + ", run "
                                + run.id(),
                        Optional.of(item.excerpt())))
                .toList();
    }
}
