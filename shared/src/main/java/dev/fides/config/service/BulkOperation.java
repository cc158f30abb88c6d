package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import dev.fides.config.request.WriteRequest;
import dev.fides.config.source.Template;

/**
 * One POST for many writes, each with its own outcome.
 *
 * @param address where it goes
 * @param request JSLT file beside the definition: {@code [{op,key,id,document}]} to the body
 * @param response JSLT file beside the definition: {@code {status, headers, body, writes}} to {@code [{key, status, id?, error?}]}
 * @param min writes that are worth such a request; fewer are sent one by one
 * @param max writes in one request
 * @param maxBytes size of the body
 */
public record BulkOperation(
        WriteRequest address, BulkFormat format, String request, String response, int min, int max, int maxBytes) {
    public BulkOperation {
        requireNonNull(address, "address");
        requireNonNull(format, "format");
        requireNonNull(request, "request");
        requireNonNull(response, "response");
        if (min < 1 || min > max) {
            throw new IllegalArgumentException("expected min from 1 to max, found min " + min + ", max " + max);
        }
    }

    /** With nothing but a path. */
    public BulkOperation(
            Template path, BulkFormat format, String request, String response, int min, int max, int maxBytes) {
        this(WriteRequest.to(path), format, request, response, min, max, maxBytes);
    }
}
