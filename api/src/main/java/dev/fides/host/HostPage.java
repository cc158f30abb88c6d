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
 */
public record HostPage(
        List<HostRecord> records,
        List<InvalidRecord> invalid,
        Optional<String> next,
        OptionalLong total,
        Optional<String> oddEnd) {
    public HostPage {
        records = List.copyOf(records);
        invalid = List.copyOf(invalid);
    }

    /** A page with nothing odd about its end. */
    public HostPage(List<HostRecord> records, List<InvalidRecord> invalid, Optional<String> next, OptionalLong total) {
        this(records, invalid, next, total, Optional.empty());
    }

    /** How many items the page had, usable or not. */
    public int size() {
        return records.size() + invalid.size();
    }
}
