package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.source.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads several records by their keys in one request; a key that is not answered is gone.
 *
 * @param path with the variable {@code keys}, unless the query has it
 * @param separator between two keys
 * @param max keys in one request
 * @param records where the array of records lies in the body
 */
public record GetMany(Template path, Map<String, Template> query, String separator, int max, JsonPointer records) {
    public GetMany {
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        requireNonNull(separator, "separator");
        requireNonNull(records, "records");
    }
}
