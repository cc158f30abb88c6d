package dev.fides.sync.compare;

import dev.fides.host.HostPage;
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
 * <p>Parts of a listing that are read side by side may share a record, or it moves from one to the other between their
 * requests: that is no fault, and it counts once.
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
    public static ListedPage of(Sync sync, Run run, int number, HostPage page) {
        Map<RecordKey, Occurrences> byKey = new LinkedHashMap<>();
        for (int i = 0; i < page.records().size(); i++) {
            HostRecord record = page.records().get(i);
            byKey.computeIfAbsent(record.key(), key -> new Occurrences()).add(record, page.partOf(i));
        }
        List<HostRecord> clear = new ArrayList<>(byKey.size());
        List<RecordKey> doubtful = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int repeated = 0;
        String where = "; sync " + sync.name() + ", run " + run.id();
        // The fault of every item of a page is that of the definition.
        String remedy = page.records().isEmpty()
                ? "and so is every other item of this page: mend host.key in "
                        + sync.definition().file() + " if it looks in the wrong place"
                : "mend it in the host";
        page.invalid()
                .forEach(item -> problems.add(new Problem(
                        number,
                        item.key(),
                        item.reason() + " in item " + item.place() + "; it is left out, " + remedy + where,
                        Optional.of(item.excerpt()))));
        for (Map.Entry<RecordKey, Occurrences> entry : byKey.entrySet()) {
            RecordKey key = entry.getKey();
            Occurrences found = entry.getValue();
            boolean same = found.same(sync);
            if (same) {
                clear.add(found.records.get(0));
            } else {
                doubtful.add(key);
            }
            if (found.repeated() > 0) {
                repeated += found.repeated();
                problems.add(new Problem(
                        number,
                        Optional.of(key),
                        repeated(sync, key, found.records.size(), same) + where,
                        Optional.empty()));
            }
        }
        return new ListedPage(clear, doubtful, page.invalid().size() + repeated, problems);
    }

    /** The records of a page under one key. */
    private static final class Occurrences {
        private final List<HostRecord> records = new ArrayList<>(1);
        private final List<Integer> parts = new ArrayList<>(1);

        void add(HostRecord record, int part) {
            records.add(record);
            parts.add(part);
        }

        boolean same(Sync sync) {
            return records.size() == 1
                    || records.stream().map(sync::sourceHash).distinct().count() == 1;
        }

        /** How many of them come besides another one of the same part. */
        int repeated() {
            return records.size() - (int) parts.stream().distinct().count();
        }
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
