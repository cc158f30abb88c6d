package dev.fides.local.cosmos.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON bytes to trees and back; text that is no JSON is a bad request. */
public final class CosmosJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CosmosJson() {}

    /** The tree of {@code bytes}, a missing node for none. */
    public static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw CosmosException.badRequest("The request body is not valid JSON.");
        }
    }

    /** The tree of {@code text}. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw CosmosException.badRequest("This is not valid JSON: " + text);
        }
    }

    /** Compact UTF-8 text of {@code node}. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode text(String value) {
        return MAPPER.getNodeFactory().textNode(value);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** {@code node} as an object; anything else is a bad request that names {@code what}. */
    public static ObjectNode requireObject(JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw CosmosException.badRequest(what + " must be a JSON object.");
    }
}
