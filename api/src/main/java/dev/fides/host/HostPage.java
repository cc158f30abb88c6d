package dev.fides.host;

import dev.fides.model.HostRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a listing.
 *
 * @param records in the host's order; a host that is at fault may list a key more than once
 * @param invalid items without a usable key, and items that cannot be read
 * @param next cursor of the next page; empty when this is the last one
 * @param total how many records the host says the listing has, where it says so
 * @param oddEnd why the listing may go on although {@code next} is empty: what was expected and what was found
 * @param parts of a listing that is read in several parts side by side: the part that each record comes from, from 0. A
 *     record of two parts is one record, and nobody's fault. Empty where there are no parts
 */
public record HostPage(
        List<HostRecord> records,
        List<InvalidRecord> invalid,
        Optional<String> next,
        OptionalLong total,
        Optional<String> oddEnd,
        List<Integer> parts) {
    public HostPage {
        records = List.copyOf(records);
        invalid = List.copyOf(invalid);
        parts = List.copyOf(parts);
        if (!parts.isEmpty() && parts.size() != records.size()) {
            throw new IllegalArgumentException(
                    "expected the parts of " + records.size() + " records, found " + parts.size());
        }
    }

    /** A page of a listing that is read in one. */
    public HostPage(
            List<HostRecord> records,
            List<InvalidRecord> invalid,
            Optional<String> next,
            OptionalLong total,
            Optional<String> oddEnd) {
        this(records, invalid, next, total, oddEnd, List.of());
    }

    /** A page with nothing odd about its end. */
    public HostPage(List<HostRecord> records, List<InvalidRecord> invalid, Optional<String> next, OptionalLong total) {
        this(records, invalid, next, total, Optional.empty());
    }

    /** The part of the listing that a record comes from, by its place; the first where there are no parts. */
    public int partOf(int record) {
        return parts.isEmpty() ? 0 : parts.get(record);
    }

    /** The same page with only the first so many of its records. */
    public HostPage first(int count) {
        return new HostPage(
                records.subList(0, count),
                invalid,
                next,
                total,
                oddEnd,
                parts.isEmpty() ? parts : parts.subList(0, count));
    }

    /** How many items the page had, usable or not. */
    public int size() {
        return records.size() + invalid.size();
    }
}
