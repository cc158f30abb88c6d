package dev.fides.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.RecordKey;
import java.util.Objects;

/**
 * A document as the target listed it.
 *
 * @param key the host record it stands for
 * @param id the target's id
 * @param body as listed; whether that is the whole document depends on the target
 */
public record TargetDocument(RecordKey key, String id, JsonNode body) {
    public TargetDocument {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(body, "body");
    }
}
