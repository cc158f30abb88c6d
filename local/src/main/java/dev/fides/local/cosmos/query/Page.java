package dev.fides.local.cosmos.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of results.
 *
 * @param items UTF-8 JSON
 * @param continuation where the next page starts, none at the end
 * @param charge request units
 */
public record Page(List<byte[]> items, Optional<String> continuation, double charge) {

    /** Collects items until there are enough of them, or enough bytes. */
    static final class Builder {
        /** As much as Cosmos DB puts into a page. */
        private static final int MAX_BYTES = 4 * 1024 * 1024;

        private final List<byte[]> items = new ArrayList<>();
        private final int maxItems;
        private int bytes;

        Builder(int maxItems) {
            this.maxItems = maxItems;
        }

        /** False, and nothing added, when the page is full. */
        boolean add(byte[] item) {
            if (items.size() >= maxItems || (!items.isEmpty() && bytes + item.length > MAX_BYTES)) {
                return false;
            }
            bytes += item.length;
            return items.add(item);
        }

        Page build(Optional<Continuation> next, double charge) {
            return new Page(List.copyOf(items), next.map(Continuation::encode), charge);
        }

        int size() {
            return items.size();
        }
    }
}
