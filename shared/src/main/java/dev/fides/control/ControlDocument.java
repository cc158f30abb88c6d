package dev.fides.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A document with the version under which it is stored.
 *
 * @param content without the store's own members
 * @param etag opaque
 */
public record ControlDocument(String id, ObjectNode content, String etag) {
    public ControlDocument {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(etag, "etag");
    }
}
