package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

/** The query parameter that asks for pages of a size, and that size in records. */
public record PageSize(String parameter, int size) {
    public PageSize {
        requireNonNull(parameter, "parameter");
        if (size < 1) {
            throw new IllegalArgumentException("a page of size " + size);
        }
    }
}
