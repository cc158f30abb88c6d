package dev.fides.target;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a listing of the target.
 *
 * @param documents in the target's order
 * @param invalid items that are there and cannot be read
 * @param others how many items belong to somebody else, and only count
 * @param next cursor of the next page; empty when this is the last one
 * @param total how many documents the target says there are, where it says so
 */
public record TargetPage(
        List<TargetDocument> documents,
        List<InvalidDocument> invalid,
        int others,
        Optional<String> next,
        OptionalLong total) {
    public TargetPage {
        documents = List.copyOf(documents);
        invalid = List.copyOf(invalid);
    }

    /** A page on which everything belongs to the sync. */
    public TargetPage(
            List<TargetDocument> documents, List<InvalidDocument> invalid, Optional<String> next, OptionalLong total) {
        this(documents, invalid, 0, next, total);
    }

    /** A page on which everything belongs to the sync and can be read. */
    public TargetPage(List<TargetDocument> documents, Optional<String> next, OptionalLong total) {
        this(documents, List.of(), next, total);
    }

    /** How many items the page had, readable or not, also those of others: the target's total counts them too. */
    public int size() {
        return documents.size() + invalid.size() + others;
    }
}
