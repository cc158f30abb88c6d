package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.source.Template;
import java.util.Map;

/**
 * Reads several records by their keys in one request; a key that is not answered is gone.
 *
 * @param request with the variable {@code keys}
 * @param separator between two keys
 * @param max keys in one request
 * @param records where the array of items lies in the body
 * @param record what of an item is the record
 */
public record GetMany(ReadRequest request, String separator, int max, JsonPointer records, JsonPointer record) {
    public GetMany {
        requireNonNull(request, "request");
        requireNonNull(separator, "separator");
        requireNonNull(records, "records");
        requireNonNull(record, "record");
    }

    /** With a GET by its address alone, answered by the records themselves. */
    public GetMany(Template path, Map<String, Template> query, String separator, int max, JsonPointer records) {
        this(ReadRequest.get(path, query), separator, max, records, JsonPointer.empty());
    }
}
