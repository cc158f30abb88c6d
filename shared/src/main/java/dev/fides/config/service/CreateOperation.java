package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.request.WriteRequest;
import dev.fides.config.source.Template;
import dev.fides.config.source.TemplateFiles;
import java.util.Optional;

/**
 * A request that creates one document.
 *
 * @param id where the response has the id that the target gave; always there when the target assigns ids
 * @param idempotencyHeader header that carries a stable value per record and content
 */
public record CreateOperation(
        WriteMethod method,
        WriteRequest request,
        Optional<JsonPointer> id,
        Optional<String> idempotencyHeader,
        TemplateFiles templates) {
    public CreateOperation {
        requireNonNull(method, "method");
        requireNonNull(request, "request");
        requireNonNull(id, "id");
        requireNonNull(idempotencyHeader, "idempotencyHeader");
        requireNonNull(templates, "templates");
    }

    /** With nothing but a path, and perhaps templates. */
    public CreateOperation(
            WriteMethod method,
            Template path,
            Optional<JsonPointer> id,
            Optional<String> idempotencyHeader,
            TemplateFiles templates) {
        this(method, WriteRequest.to(path), id, idempotencyHeader, templates);
    }

    /** Without templates. */
    public CreateOperation(
            WriteMethod method, Template path, Optional<JsonPointer> id, Optional<String> idempotencyHeader) {
        this(method, path, id, idempotencyHeader, TemplateFiles.NONE);
    }
}
