package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.source.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A query for all records, in pages.
 *
 * @param next asks for the pages after the first, where another request does than the one that asks for that
 * @param slices requests that each list a part of the records, side by side, in place of the one; none where that lists all
 * @param records where the array of items lies in a page
 * @param record what of an item is the record
 * @param total where a page has the number of all records; a listing that ends with fewer is incomplete
 * @param end how the listing shows that it is over
 */
public record Listing(
        ReadRequest request,
        Optional<ReadRequest> next,
        List<ReadRequest> slices,
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
        requireNonNull(next, "next");
        slices = List.copyOf(slices);
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
        this(
                ReadRequest.get(path, query),
                Optional.empty(),
                List.of(),
                records,
                JsonPointer.empty(),
                total,
                paging,
                end);
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

    /** The listing of each slice; this one alone where there are none. */
    public List<Listing> parts() {
        return slices.isEmpty()
                ? List.of(this)
                : slices.stream()
                        .map(slice -> new Listing(slice, next, List.of(), records, record, total, paging, end))
                        .toList();
    }
}
