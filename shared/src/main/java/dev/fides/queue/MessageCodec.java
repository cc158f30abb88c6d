package dev.fides.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.model.ModelJson;
import dev.fides.model.PermanentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One kind of message as JSON, led by the version of its schema. */
final class MessageCodec<T> {

    private static final String VERSION_MEMBER = "schemaVersion";

    private final JsonMapper mapper = ModelJson.mapper();
    private final Class<T> type;
    private final String name;
    private final int version;

    /** @param name what a person calls such a message */
    MessageCodec(Class<T> type, String name, int version) {
        this.type = type;
        this.name = name;
        this.version = version;
    }

    byte[] encode(T message) {
        ObjectNode json = mapper.createObjectNode().put(VERSION_MEMBER, version);
        json.setAll(mapper.<ObjectNode>valueToTree(message));
        return bytes(json);
    }

    byte[] bytes(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new PermanentException("cannot write a " + name + " as JSON: " + e.getOriginalMessage(), e);
        }
    }

    T decode(byte[] message) {
        try {
            return decode(mapper.readTree(message));
        } catch (IOException e) {
            throw unreadable("JSON of UTF-8", e);
        }
    }

    T decode(String message) {
        return decode(message.getBytes(StandardCharsets.UTF_8));
    }

    private T decode(JsonNode json) {
        if (!json.isObject()) {
            throw new PermanentException("not a " + name + ": expected a JSON object, found "
                    + (json.isMissingNode() ? "nothing" : json.getNodeType()));
        }
        JsonNode found = json.path(VERSION_MEMBER);
        if (!found.isInt() || found.intValue() != version) {
            throw new PermanentException("not a readable " + name + ": expected " + VERSION_MEMBER + " " + version
                    + ", found " + (found.isMissingNode() ? "none" : found));
        }
        try {
            return mapper.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable("the members of schema version " + version, e);
        }
    }

    private PermanentException unreadable(String expected, IOException e) {
        String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new PermanentException("not a readable " + name + ": expected " + expected + ": " + why, e);
    }
}
