package dev.fides.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * One place in which a document of the target differs from what it should be.
 *
 * @param pointer RFC 6901
 * @param from what is there; empty when nothing or null is, or when it could not be read
 * @param to what should be there
 */
public record FieldDifference(String pointer, Optional<JsonNode> from, JsonNode to) {
    public FieldDifference {
        Objects.requireNonNull(pointer, "pointer");
        // An absent member read back from a stored report is a JSON null; reports do not distinguish the two.
        from = from.filter(value -> !value.isNull());
        Objects.requireNonNull(to, "to");
    }
}
