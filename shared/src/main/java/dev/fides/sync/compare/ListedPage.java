package dev.fides.sync.compare;

import dev.fides.host.InvalidRecord;
import dev.fides.model.Change;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.sync.Sync;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of the host's listing, with every key once. A page shows one moment, so that a key that comes twice on it is a
 * fault of the host; on a later page it may come again, because records move while a listing is read.
 *
 * <p>Of identical records under one key, one is taken. Of different ones nobody knows which is right: the key is
 * left to a refresh, which asks the host for that very record.
 *
 * @param records those that are clear, each with a key of its own
 * @param doubtful keys of several different records
 * @param unusable items that count for nothing else: without a key, unreadable, or besides another one of the same key
 * @param problems what to report of it
 */
public record ListedPage(List<HostRecord> records, List<RecordKey> doubtful, int unusable, List<Problem> problems) {

    /**
     * Sorts out a page of the listing.
     *
     * @param number of the page, from 1
     */
    public static ListedPage of(Sync sync, Run run, int number, List<HostRecord> listed, List<InvalidRecord> invalid) {
        Map<RecordKey, List<HostRecord>> byKey = new LinkedHashMap<>();
        listed.forEach(record ->
                byKey.computeIfAbsent(record.key(), key -> new ArrayList<>(1)).add(record));
        List<HostRecord> clear = new ArrayList<>(byKey.size());
        List<RecordKey> doubtful = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        String where = "; sync " + sync.name() + ", run " + run.id();
        // The fault of every item of a page is that of the definition.
        String remedy = listed.isEmpty()
                ? "and so is every other item of this page: mend host.key in "
                        + sync.definition().file() + " if it looks in the wrong place"
                : "mend it in the host";
        invalid.forEach(item -> problems.add(new Problem(
                number,
                item.key(),
                item.reason() + " in item " + item.place() + "; it is left out, " + remedy + where,
                Optional.of(item.excerpt()))));
        byKey.forEach((key, records) -> {
            boolean same = records.size() == 1
                    || records.stream().map(sync::sourceHash).distinct().count() == 1;
            if (same) {
                clear.add(records.get(0));
            } else {
                doubtful.add(key);
            }
            if (records.size() > 1) {
                problems.add(new Problem(
                        number, Optional.of(key), repeated(sync, key, records.size(), same) + where, Optional.empty()));
            }
        });
        return new ListedPage(clear, doubtful, invalid.size() + listed.size() - byKey.size(), problems);
    }

    private static String repeated(Sync sync, RecordKey key, int times, boolean same) {
        return "expected every key once, found \"" + key + "\" at \""
                + sync.definition().host().key() + "\" " + times + " times on this page, with "
                + (same
                        ? "the same content: one of them is taken"
                        : "different content: none of them is taken, the host is asked for this key instead")
                + "; look why the host's listing repeats it, or whether it is the right field";
    }

    /** What leaves the doubtful keys to the publisher. */
    public List<Finding> refreshes(boolean forced) {
        return doubtful.stream()
                .map(key -> new Change.Refresh(key, RefreshReason.DOUBT))
                .<Finding>map(look -> new Finding.Changed(forced ? look.rewriting() : look))
                .toList();
    }
}
