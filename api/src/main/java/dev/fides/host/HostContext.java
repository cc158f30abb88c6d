package dev.fides.host;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.RecordKey;
import dev.fides.store.StoreSettings;
import java.time.Duration;
import java.util.Objects;

/**
 * What a host class is made from.
 *
 * @param sync the name of the sync
 * @param key where a record has its key, as the definition says
 * @param timeout within which every call of the store has to end
 * @param settings the definition's {@code host.settings}
 */
public record HostContext(String sync, JsonPointer key, Duration timeout, StoreSettings settings) {
    public HostContext {
        Objects.requireNonNull(sync, "sync");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(settings, "settings");
    }

    /**
     * The key of a record: a text, or an integer as its exact digits.
     *
     * @throws IllegalArgumentException with the reason when the record has no usable key: such an item of a listing is an
     *     {@link InvalidRecord}
     */
    public RecordKey keyOf(JsonNode record) {
        JsonNode value = record.at(key);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new IllegalArgumentException("expected a string or an integer at \"" + key + "\", found "
                    + (value.isMissingNode() ? "nothing" : value.getNodeType()));
        }
        return new RecordKey(value.asText());
    }
}
