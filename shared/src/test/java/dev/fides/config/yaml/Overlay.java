package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes definitions of another one and what differs. */
public final class Overlay {

    private Overlay() {}

    /** Changes a definition: members are merged, but parts with a type are replaced; null takes a member out. */
    public static void merge(ObjectNode into, JsonNode changes) {
        changes.properties().forEach(change -> {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                into.remove(change.getKey());
            } else if (value.isObject()
                    && !value.has("type")
                    && into.path(change.getKey()).isObject()) {
                merge((ObjectNode) into.get(change.getKey()), value);
            } else {
                into.set(change.getKey(), value);
            }
        });
    }
}
