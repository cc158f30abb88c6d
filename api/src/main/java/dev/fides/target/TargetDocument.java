package dev.fides.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.Content;
import dev.fides.model.RecordKey;
import java.util.Objects;

/**
 * A document as the target listed it.
 *
 * @param key the host record it stands for
 * @param id the target's id
 * @param content as listed; whether that is the whole document depends on the target
 */
public record TargetDocument(RecordKey key, String id, Content content) {
    public TargetDocument {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(content, "content");
    }

    /** @param body as listed; whether that is the whole document depends on the target */
    public TargetDocument(RecordKey key, String id, JsonNode body) {
        this(key, id, Content.of(body));
    }

    /** The document as listed; of a large page it is parsed at each call. */
    public JsonNode body() {
        return content.read();
    }
}
