package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one gets from a page of a listing to the next. Where a style has no parameter of the query, the request names the
 * page by a variable.
 */
public sealed interface Paging {

    /**
     * An absolute or relative link in the body; the last page has none.
     *
     * @param pointer where the link is, or the list of links
     * @param relation which link of that list it is
     */
    record NextLink(JsonPointer pointer, Optional<Relation> relation) implements Paging {
        public NextLink {
            requireNonNull(pointer, "pointer");
            requireNonNull(relation, "relation");
        }

        /** A link that stands alone. */
        public NextLink(JsonPointer pointer) {
            this(pointer, Optional.empty());
        }
    }

    /**
     * Which of several links is meant.
     *
     * @param where the members that it has, and their texts
     * @param url where it has the address
     */
    record Relation(Map<String, String> where, JsonPointer url) {
        public Relation {
            where = Map.copyOf(where);
            requireNonNull(url, "url");
        }
    }

    /** The {@code Link} header with {@code rel="next"}. */
    record LinkHeader() implements Paging {}

    /** Numbered pages, the first of them numbered {@code first}. */
    record Page(Optional<String> parameter, int first, Optional<PageSize> size) implements Paging {
        public Page {
            requireNonNull(parameter, "parameter");
            requireNonNull(size, "size");
        }

        /** Asked for by a parameter of the query. */
        public Page(String parameter, int first, Optional<PageSize> size) {
            this(Optional.of(parameter), first, size);
        }
    }

    /** Numbered records, the first of them numbered {@code first}: mostly 0, the number of records to skip. */
    record Offset(Optional<String> parameter, int first, Optional<PageSize> size) implements Paging {
        public Offset {
            requireNonNull(parameter, "parameter");
            requireNonNull(size, "size");
        }

        /** The number of records to skip, as a parameter of the query. */
        public Offset(String parameter, Optional<PageSize> size) {
            this(Optional.of(parameter), 0, size);
        }
    }

    /** An opaque token in the body that is sent back; the last page has none. */
    record Cursor(Optional<String> parameter, JsonPointer pointer, Optional<PageSize> size) implements Paging {
        public Cursor {
            requireNonNull(parameter, "parameter");
            requireNonNull(pointer, "pointer");
            requireNonNull(size, "size");
        }

        /** Sent back as a parameter of the query. */
        public Cursor(String parameter, JsonPointer pointer, Optional<PageSize> size) {
            this(Optional.of(parameter), pointer, size);
        }
    }

    /**
     * A token in the body for which the service keeps the place where the listing is: the same token may lead through all of
     * it, a page without items is the last, and no page can be asked for again.
     */
    record Scroll(Optional<String> parameter, JsonPointer pointer, Optional<PageSize> size) implements Paging {
        public Scroll {
            requireNonNull(parameter, "parameter");
            requireNonNull(pointer, "pointer");
            requireNonNull(size, "size");
        }
    }

    /**
     * "Start after this key", or with {@code inclusive} "start at this key": the first record of a page is then the last
     * one of the page before.
     */
    record LastKey(Optional<String> parameter, Optional<PageSize> size, boolean inclusive) implements Paging {
        public LastKey {
            requireNonNull(parameter, "parameter");
            requireNonNull(size, "size");
        }

        /** Asked for by a parameter of the query. */
        public LastKey(String parameter, Optional<PageSize> size, boolean inclusive) {
            this(Optional.of(parameter), size, inclusive);
        }
    }

    /** "Start after these sort values", those of the last item. */
    record SearchAfter(Optional<String> parameter, SortValues values, Optional<PageSize> size) implements Paging {
        public SearchAfter {
            requireNonNull(parameter, "parameter");
            requireNonNull(values, "values");
            requireNonNull(size, "size");
        }
    }

    /** Where a listed item has its sort values. */
    sealed interface SortValues {

        /** All at one place, and sent as they stand there. */
        record At(JsonPointer pointer) implements SortValues {
            public At {
                requireNonNull(pointer, "pointer");
            }
        }

        /** At several places, and sent as a list. */
        record Each(List<JsonPointer> pointers) implements SortValues {
            public Each {
                pointers = List.copyOf(pointers);
            }
        }
    }

    /** Everything comes in one response. */
    record None() implements Paging {}
}
