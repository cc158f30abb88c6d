package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.source.Template;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one record by its key.
 *
 * @param request with the variable {@code key}
 * @param record where the record lies in the body
 * @param gone statuses that say there is no such record
 * @param absent how an answer with status 200 says that there is no such record, where some do
 */
public record GetOne(ReadRequest request, JsonPointer record, Set<Integer> gone, Optional<AbsentAnswer> absent) {
    public GetOne {
        requireNonNull(request, "request");
        requireNonNull(record, "record");
        gone = Set.copyOf(gone);
        requireNonNull(absent, "absent");
    }

    /** With a GET by its address alone. */
    public GetOne(
            Template path,
            Map<String, Template> query,
            JsonPointer record,
            Set<Integer> gone,
            Optional<AbsentAnswer> absent) {
        this(ReadRequest.get(path, query), record, gone, absent);
    }
}
