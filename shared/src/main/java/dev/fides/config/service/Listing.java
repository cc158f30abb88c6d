package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.source.Template;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A query for all records, in pages.
 *
 * @param query in the order of the definition
 * @param records where the array of records lies in a page
 * @param total where a page has the number of all records; a listing that ends with another number is incomplete
 */
public record Listing(
        Template path, Map<String, Template> query, JsonPointer records, Optional<JsonPointer> total, Paging paging) {
    public Listing {
        requireNonNull(path, "path");
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        requireNonNull(records, "records");
        requireNonNull(total, "total");
        requireNonNull(paging, "paging");
    }
}
