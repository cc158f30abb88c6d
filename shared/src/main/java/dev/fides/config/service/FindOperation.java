package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.source.Template;
import java.util.Map;

/**
 * Looks up, by the host record's key, the id the target gave.
 *
 * @param request with the variable {@code key}
 * @param records where the array of matches lies in the body
 * @param record what of a match is the document
 * @param id where that has its id
 * @param max matches that are accepted, of which the first is taken; more mean that the key is not unique in the target
 */
public record FindOperation(ReadRequest request, JsonPointer records, JsonPointer record, JsonPointer id, int max) {
    public FindOperation {
        requireNonNull(request, "request");
        requireNonNull(records, "records");
        requireNonNull(record, "record");
        requireNonNull(id, "id");
    }

    /** With a GET by its address alone, answered by the documents themselves. */
    public FindOperation(Template path, Map<String, Template> query, JsonPointer records, JsonPointer id, int max) {
        this(ReadRequest.get(path, query), records, JsonPointer.empty(), id, max);
    }
}
