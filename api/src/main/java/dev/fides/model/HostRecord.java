package dev.fides.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * One record as the host returned it.
 *
 * @param key its identity
 * @param body the whole record; never changed by Fides
 */
public record HostRecord(RecordKey key, JsonNode body) {
    public HostRecord {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
    }
}
