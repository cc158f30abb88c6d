package dev.fides.config.source;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The JSLT files, beside the definition, that make a request and understand its answer.
 *
 * @param request {@code [{op,key,id,document}]} to the body; without it the body is the document
 * @param response {@code {status, headers, body, writes}} to {@code [{key, status, id?, error?}]}; without it the answer's
 *     status counts, and a success must come with JSON or without a body
 */
public record TemplateFiles(Optional<String> request, Optional<String> response) {

    public static final TemplateFiles NONE = new TemplateFiles(Optional.empty(), Optional.empty());

    public TemplateFiles {
        requireNonNull(request, "request");
        requireNonNull(response, "response");
    }
}
