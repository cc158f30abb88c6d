package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.source.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query for all records, in pages.
 *
 * @param records where the array of items lies in a page
 * @param record what of an item is the record
 * @param total where a page has the number of all records; a listing that ends with fewer is incomplete
 * @param end how the listing shows that it is over
 */
public record Listing(
        ReadRequest request,
        JsonPointer records,
        JsonPointer record,
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
        requireNonNull(request, "request");
        requireNonNull(records, "records");
        requireNonNull(record, "record");
        requireNonNull(total, "total");
        requireNonNull(paging, "paging");
        requireNonNull(end, "end");
    }

    /** By GETs, answered by pages of records themselves. */
    public Listing(
            Template path,
            Map<String, Template> query,
            JsonPointer records,
            Optional<JsonPointer> total,
            Paging paging,
            End end) {
        this(ReadRequest.get(path, query), records, JsonPointer.empty(), total, paging, end);
    }

    /** The same, which ends as its way of paging says. */
    public Listing(
            Template path,
            Map<String, Template> query,
            JsonPointer records,
            Optional<JsonPointer> total,
            Paging paging) {
        this(path, query, records, total, paging, End.PLAIN);
    }
}
