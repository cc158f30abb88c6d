package dev.fides.sync.work;

import dev.fides.json.Footprint;
import dev.fides.model.Content;
import dev.fides.model.HostRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Cuts the records of a large page into portions that fit into memory as trees and documents. */
final class Portions {

    /** Records of a page that are weighed, where the page is in memory as trees. */
    private static final int WEIGHED = 20;

    private Portions() {}

    /** What the page takes in memory while it is worked on, roughly. */
    static long bytes(List<Content> records, long portion) {
        long held = 0;
        for (Content record : records) {
            OptionalLong bytes = record.held();
            if (bytes.isEmpty()) {
                return trees(records);
            }
            held += bytes.getAsLong();
        }
        return records.isEmpty() ? 0 : held + Math.min(portion, trees(records));
    }

    /**
     * In their order; one where all of them fit together.
     *
     * @param portion bytes that the trees of a portion may take; more where a record alone does
     */
    static List<List<HostRecord>> of(List<HostRecord> records, long portion) {
        List<Content> contents = records.stream().map(HostRecord::content).toList();
        if (records.isEmpty() || trees(contents) <= portion) {
            return List.of(records);
        }
        List<List<HostRecord>> portions = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            long next = footprint(contents.get(i));
            if (i > from && bytes + next > portion) {
                portions.add(records.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += next;
        }
        portions.add(records.subList(from, records.size()));
        return portions;
    }

    /** Of trees some are weighed: a page's records are alike. */
    private static long trees(List<Content> records) {
        boolean known = records.stream().allMatch(record -> record.footprint().isPresent());
        int step = known ? 1 : Math.max(1, records.size() / WEIGHED);
        long bytes = 0;
        int weighed = 0;
        for (int i = 0; i < records.size(); i += step) {
            bytes += footprint(records.get(i));
            weighed++;
        }
        return weighed == 0 ? 0 : bytes / weighed * records.size();
    }

    private static long footprint(Content record) {
        return record.footprint().orElseGet(() -> Footprint.of(record.read()));
    }
}
