package dev.fides.rest;

import dev.fides.config.service.Listing;
import dev.fides.json.JsonItem;
import dev.fides.rest.call.Parallel;
import dev.fides.rest.call.ServiceConnection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The pages of a listing, however many requests bring one. */
interface ListedPages {

    /**
     * One page.
     *
     * @param items those that were not on the page before
     * @param skipped how many items stand before them
     * @param next cursor of the next page; empty when this is the last one
     * @param oddEnd why the listing may go on although it is empty
     * @param parts the slice that each item comes from, from 0; empty where the listing has no slices
     */
    record Page(
            List<JsonItem> items,
            int skipped,
            Optional<String> next,
            OptionalLong total,
            Optional<String> oddEnd,
            List<Integer> parts) {

        /** There is nothing more. */
        static Page end(OptionalLong total) {
            return new Page(List.of(), 0, Optional.empty(), total, Optional.empty(), List.of());
        }
    }

    /**
     * One page.
     *
     * @param cursor {@link Page#next()} of the page before; empty for the first page
     */
    Page read(Optional<String> cursor);

    /** What is wrong with how the listing is asked for, although all of it comes. Answers from memory. */
    default Optional<String> complaint() {
        return Optional.empty();
    }

    /**
     * Those of a listing.
     *
     * @param keyOf the key of an item, where it has a usable one
     */
    static ListedPages of(
            Listing listing,
            ServiceConnection connection,
            Parallel parallel,
            Function<JsonItem, Optional<String>> keyOf) {
        List<PageReader> readers = listing.parts().stream()
                .map(part -> new PageReader(part, connection, keyOf))
                .toList();
        return listing.slices().isEmpty() ? readers.get(0) : new SlicedPages(readers, parallel);
    }
}
