package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/** How one gets from a page of a listing to the next. */
public sealed interface Paging {

    /** An absolute or relative link in the body; the last page has none. */
    record NextLink(JsonPointer pointer) implements Paging {
        public NextLink {
            requireNonNull(pointer, "pointer");
        }
    }

    /** The {@code Link} header with {@code rel="next"}. */
    record LinkHeader() implements Paging {}

    /** Numbered pages, the first of them numbered {@code first}. */
    record Page(String parameter, int first, Optional<PageSize> size) implements Paging {
        public Page {
            requireNonNull(parameter, "parameter");
            requireNonNull(size, "size");
        }
    }

    /** The number of records to skip. */
    record Offset(String parameter, Optional<PageSize> size) implements Paging {
        public Offset {
            requireNonNull(parameter, "parameter");
            requireNonNull(size, "size");
        }
    }

    /** An opaque token in the body that is sent back; the last page has none. */
    record Cursor(String parameter, JsonPointer pointer, Optional<PageSize> size) implements Paging {
        public Cursor {
            requireNonNull(parameter, "parameter");
            requireNonNull(pointer, "pointer");
            requireNonNull(size, "size");
        }
    }

    /**
     * "Start after this key", or with {@code inclusive} "start at this key": the first record of a page is then the last
     * one of the page before.
     */
    record LastKey(String parameter, Optional<PageSize> size, boolean inclusive) implements Paging {
        public LastKey {
            requireNonNull(parameter, "parameter");
            requireNonNull(size, "size");
        }
    }

    /** Everything comes in one response. */
    record None() implements Paging {}
}
