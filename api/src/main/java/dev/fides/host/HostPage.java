package dev.fides.host;

import dev.fides.model.HostRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a listing.
 *
 * @param records in the host's order; a host that is at fault may list a key more than once
 * @param invalid items without a usable key
 * @param next cursor of the next page; empty when this is the last one
 * @param total how many records the host says the listing has, where it says so
 */
public record HostPage(
        List<HostRecord> records, List<InvalidRecord> invalid, Optional<String> next, OptionalLong total) {
    public HostPage {
        records = List.copyOf(records);
        invalid = List.copyOf(invalid);
    }

    /** How many items the page had, usable or not. */
    public int size() {
        return records.size() + invalid.size();
    }
}
