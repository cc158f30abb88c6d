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
 * Reads one record by its key.
 *
 * @param path with the variable {@code key}, unless the query has it
 * @param record where the record lies in the body
 * @param gone statuses that say there is no such record
 * @param absent how an answer with status 200 says that there is no such record, where some do
 */
public record GetOne(
        Template path,
        Map<String, Template> query,
        JsonPointer record,
        Set<Integer> gone,
        Optional<AbsentAnswer> absent) {
    public GetOne {
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        requireNonNull(record, "record");
        gone = Set.copyOf(gone);
        requireNonNull(absent, "absent");
    }
}
