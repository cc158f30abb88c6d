package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.source.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks up, by the host record's key, the id the target gave.
 *
 * @param path with the variable {@code key}, unless the query has it
 * @param records where the array of matches lies in the body
 * @param id where a match has its id
 * @param max matches that are accepted, of which the first is taken; more mean that the key is not unique in the target
 */
public record FindOperation(Template path, Map<String, Template> query, JsonPointer records, JsonPointer id, int max) {
    public FindOperation {
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        requireNonNull(records, "records");
        requireNonNull(id, "id");
    }
}
