package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import dev.fides.config.request.WriteRequest;
import dev.fides.config.source.Template;
import dev.fides.config.source.TemplateFiles;
import java.util.Optional;

/**
 * A request that upserts, updates or deletes one document.
 *
 * @param request with the variables {@code id} (the target's) and {@code key} (the host's)
 * @param absent what becomes of members that a new document lacks, where the definition says so
 */
public record WriteOperation(
        WriteMethod method, WriteRequest request, TemplateFiles templates, Optional<AbsentMembers> absent) {
    public WriteOperation {
        requireNonNull(method, "method");
        requireNonNull(request, "request");
        requireNonNull(templates, "templates");
        requireNonNull(absent, "absent");
    }

    /** With nothing but a path, and perhaps templates. */
    public WriteOperation(WriteMethod method, Template path, TemplateFiles templates) {
        this(method, WriteRequest.to(path), templates, Optional.empty());
    }

    /** Without templates. */
    public WriteOperation(WriteMethod method, Template path) {
        this(method, path, TemplateFiles.NONE);
    }
}
