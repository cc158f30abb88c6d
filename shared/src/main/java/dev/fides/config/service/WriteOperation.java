package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

/**
 * A request that upserts, updates or deletes one document.
 *
 * @param path with the variables {@code id} (the target's) and {@code key} (the host's)
 */
public record WriteOperation(WriteMethod method, Template path, TemplateFiles templates) {
    public WriteOperation {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(templates, "templates");
    }

    /** Without templates. */
    public WriteOperation(WriteMethod method, Template path) {
        this(method, path, TemplateFiles.NONE);
    }
}
