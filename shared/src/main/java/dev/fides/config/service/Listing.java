package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.source.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query for all records, in pages.
 *
 * @param query in the order of the definition
 * @param records where the array of records lies in a page
 * @param total where a page has the number of all records; a listing that ends with fewer is incomplete
 * @param end how the listing shows that it is over
 */
public record Listing(
        Template path,
        Map<String, Template> query,
        JsonPointer records,
        Optional<JsonPointer> total,
        Paging paging,
        End end) {
    /**
     * How a listing shows that it is over, besides what its way of paging says.
     *
     * @param statuses with which the service answers beyond the last page
     * @param sameToken whether the last page names itself as the next one
     * @param samePage whether the service gives its last page again beyond the end, or begins anew
     */
    public record End(Set<Integer> statuses, boolean sameToken, boolean samePage) {

        /** As the way of paging says. */
        public static final End PLAIN = new End(Set.of(), false, false);

        public End {
            statuses = Set.copyOf(statuses);
        }
    }

    public Listing {
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        requireNonNull(records, "records");
        requireNonNull(total, "total");
        requireNonNull(paging, "paging");
        requireNonNull(end, "end");
    }

    /** A listing that ends as its way of paging says. */
    public Listing(
            Template path,
            Map<String, Template> query,
            JsonPointer records,
            Optional<JsonPointer> total,
            Paging paging) {
        this(path, query, records, total, paging, End.PLAIN);
    }
}
