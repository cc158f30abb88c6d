package dev.fides.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * One record as the host returned it.
 *
 * @param key its identity
 * @param content the whole record
 */
public record HostRecord(RecordKey key, Content content) {
    public HostRecord {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(content, "content");
    }

    /** @param body the whole record; never changed by Fides */
    public HostRecord(RecordKey key, JsonNode body) {
        this(key, Content.of(body));
    }

    /** The whole record; of a large page it is parsed at each call. */
    public JsonNode body() {
        return content.read();
    }

    /** The same with its tree, for whoever looks at it more than once. */
    public HostRecord inMemory() {
        return content instanceof Content.Tree ? this : new HostRecord(key, content.read());
    }
}
