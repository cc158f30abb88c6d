package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How many records a page is asked to have.
 *
 * @param parameter of the query that says so; empty where the request says it by a variable
 */
public record PageSize(Optional<String> parameter, int size) {
    public PageSize {
        requireNonNull(parameter, "parameter");
        if (size < 1) {
            throw new IllegalArgumentException("a page of size " + size);
        }
    }

    /** Asked for by a parameter of the query. */
    public PageSize(String parameter, int size) {
        this(Optional.of(parameter), size);
    }
}
