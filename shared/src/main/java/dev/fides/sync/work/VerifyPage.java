package dev.fides.sync.work;

import dev.fides.model.Change;
import dev.fides.model.FidesException;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.Example;
import dev.fides.run.FieldDifference;
import dev.fides.run.Nomination;
import dev.fides.run.VerifyCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the comparison of one page brought. */
final class VerifyPage {

    private final List<Example> notable = new ArrayList<>();
    private long same;
    private long foreign;
    private long unreadableDocuments;

    void same() {
        same++;
    }

    void foreign() {
        foreign++;
    }

    void differs(RecordKey key, List<FieldDifference> fields) {
        notable.add(new Example(key, Example.Finding.DIFFERS, fields, Optional.empty()));
    }

    void missing(RecordKey key, List<FieldDifference> fields) {
        notable.add(new Example(key, Example.Finding.MISSING, fields, Optional.empty()));
    }

    void extra(RecordKey key, Nomination.Reason reason) {
        String why = switch (reason) {
            case ABSENT -> "the host does not have it";
            case NOT_FOR_TARGET -> "the mapping says that it is not for the target";
            case MOVED -> "its document has another id by now";
        };
        notable.add(new Example(key, Example.Finding.EXTRA, List.of(), Optional.of(why)));
    }

    /** A document of the target that cannot be read, and of which nobody knows which record it stands for. */
    void unreadableDocument() {
        unreadableDocuments++;
    }

    void unreadable(RecordKey key, String why) {
        notable.add(new Example(key, Example.Finding.UNREADABLE, List.of(), Optional.of(why)));
    }

    /** A host that is out of reach fails the step; a record that it refuses to give is a finding. */
    void unreadable(RecordKey key, FidesException error) {
        if (error instanceof RetryableException) {
            throw error;
        }
        unreadable(key, error.getMessage());
    }

    List<Example> examples() {
        return notable;
    }

    /** What brings the target back in step. */
    List<Change> repairs() {
        return notable.stream()
                .filter(example ->
                        example.finding() == Example.Finding.DIFFERS || example.finding() == Example.Finding.MISSING)
                .<Change>map(example -> new Change.Refresh(example.key(), RefreshReason.DRIFT).doubted())
                .toList();
    }

    VerifyCounts counts() {
        return new VerifyCounts(
                same,
                count(Example.Finding.DIFFERS),
                count(Example.Finding.MISSING),
                count(Example.Finding.EXTRA),
                foreign,
                count(Example.Finding.UNREADABLE) + unreadableDocuments);
    }

    private long count(Example.Finding finding) {
        return notable.stream().filter(example -> example.finding() == finding).count();
    }
}
